// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import io.github.lungo.benchmarks.cluster.product.Place;
import io.github.lungo.cluster.transport.BareChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests over JGroups alone, with the protocols that Lungo's members have. Confined to one thread. */
final class JGroupsSite implements Site {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final BareChannel channel;

  JGroupsSite(Place place) throws Exception {
    channel =
        new BareChannel(place.name(), Place.ADDRESS, place.port(), Place.PORTS - 1, Entries.BYTES);
    channel.start();
  }

  @Override
  public Calls calls(LoadCase of) {
    int asked = of == LoadCase.TO_BOTH ? 2 : 1;
    return new Calls(1_000, number -> channel.ask(asked));
  }

  @Override
  public String obey(String[] order) {
    long limit = System.nanoTime() + PATIENCE;
    while (order[0].equals("complete") && channel.others() + 1 < Integer.parseInt(order[1])) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException("alone with " + channel.others() + " others");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    return "";
  }

  @Override
  public void close() {
    channel.close();
  }
}
