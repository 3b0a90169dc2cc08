// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.net.BindException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jgroups.Version;

/** What is to be said about a member that joins: what cannot work, what failed, who was found. Immutable. */
final class Joining {
  private static final System.Logger log = System.getLogger(JGroupsTransport.class.getName());
  private static final int MAJOR = 5;
  private static final int MINOR = 5;
  private static final int MICRO = 7;

  private final ClusterSettings settings;
  private final String cluster;

  Joining(ClusterSettings settings) {
    this.settings = settings;
    this.cluster = "cluster '" + settings.clusterName() + "': ";
  }

  /** Finds what makes an attempt pointless, and warns of what is dangerous. */
  void check() {
    checkInterface(); // first, as no class of JGroups loads where there is none
    checkVersion();
    if (settings.insecure()) {
      log.log(
          WARNING,
          cluster + "insecure = true: traffic on " + settings.binding()
              + " is neither encrypted nor authenticated; whoever reaches it can read and change what is cached");
    }
  }

  /**
   * Says who was found.
   *
   * @param isHeard whether questions get anywhere, as far as one can tell
   */
  void report(View view, boolean isHeard) {
    if (view.members().size() == 1 && !isHeard) {
      log.log(
          WARNING,
          cluster + "no other member can be found, as this one does not even hear itself: tried "
              + settings.discovery() + " from " + settings.binding() + "; "
              + Discovery.NAME_THE_HOSTS);
    } else if (view.members().size() == 1) {
      log.log(
          INFO,
          cluster + "no other member found, tried " + settings.discovery() + " from "
              + settings.binding() + "; this one is the first, and others that come will be found");
    } else {
      log.log(INFO, cluster + "joined " + view.members() + " by " + settings.discovery());
    }
  }

  /** Returns what to tell the user where too few have come. */
  CacheException tooFew(Collection<NodeId> members) {
    Startup startup = settings.startup();
    return new CacheException(cluster + members.size() + " of at least " + startup.minimumMembers()
        + " members after " + startup.timeout().toMillis() + " ms: " + members + "; tried "
        + startup.discovery() + " from " + settings.binding()
        + "; start the others, or set minimumMembers or startTimeout");
  }

  /** Returns what to tell the user of a failure. */
  CacheException failed(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CacheException ours) {
        return ours;
      }
      if (cause instanceof CancellationException) {
        return new CacheException(cluster + "closed while it started", failure);
      }
      if (cause instanceof BindException) {
        return new CacheException(
            cluster + "cannot listen on any port of " + settings.binding()
                + "; free one of them, or set bindPort or portRange to others",
            failure);
      }
    }
    return new CacheException(
        cluster + "cannot start on " + settings.binding() + " with " + settings.discovery() + ": "
            + failure,
        failure);
  }

  private void checkVersion() {
    if (Version.getMajor() != MAJOR || Version.getMinor() != MINOR || Version.getMicro() < MICRO) {
      throw new CacheException(cluster
          + "clusters need org.jgroups:jgroups 5.5.7 or later 5.5, as others cannot talk to each other; found "
          + Version.printVersion());
    }
  }

  private void checkInterface() {
    try {
      if (NetworkInterface.getByInetAddress(settings.binding().address()) == null) {
        throw new CacheException(cluster + "no network interface has bindAddress "
            + settings.binding().address().getHostAddress() + "; this machine has " + interfaces());
      }
    } catch (SocketException failure) {
      throw new CacheException(cluster + "cannot list the network interfaces", failure);
    }
  }

  private static String interfaces() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(address -> address.getHostAddress())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
