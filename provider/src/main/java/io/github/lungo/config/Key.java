// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import io.github.lungo.LungoConfigurationBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is, the one place where it is declared: reading, suggestions and the documentation's test all work
 * from here. Immutable.
 */
@SuppressWarnings("ImmutableEnumChecker") // types and effects are stateless
enum Key {
  THREADS(
      "threads",
      ValueType.POSITIVE_INTEGER,
      "32",
      "8",
      "How many background threads the manager runs at most, for all its caches together."),
  CLUSTER_NAME(
      "cluster.name",
      ValueType.TEXT,
      "none",
      "orders-production",
      "The cluster that the manager's clustered caches join; none: there is no cluster."),
  CLUSTER_BIND_ADDRESS(
      "cluster.bindAddress",
      ValueType.TEXT,
      "127.0.0.1",
      "10.0.0.5",
      "The address of this machine at which the member listens; on loopback no other machine reaches it."),
  CLUSTER_BIND_PORT(
      "cluster.bindPort",
      ValueType.PORT,
      "7800",
      "7900",
      "The port at which it listens, or the first that it tries."),
  CLUSTER_PORT_RANGE(
      "cluster.portRange",
      ValueType.NUMBER_OR_NONE,
      "50",
      "0",
      "How many ports after it to try, too, where several members share a machine."),
  CLUSTER_HOSTS(
      "cluster.hosts",
      ValueType.HOSTS,
      "none",
      "10.0.0.5:7800, 10.0.0.6",
      "Whom to ask for the cluster, in place of multicast. Some that are up are enough; one without a port is asked at"
          + " `bindPort`."),
  CLUSTER_MULTICAST_PORT(
      "cluster.multicastPort",
      ValueType.PORT,
      "46655",
      "46700",
      "The port of the multicast by which members find each other without `hosts`."),
  CLUSTER_INSECURE(
      "cluster.insecure",
      ValueType.BOOLEAN,
      "false",
      "true",
      "Whether other machines may reach the member, though traffic is neither encrypted nor authenticated yet. A"
          + " `bindAddress` that is not loopback needs it; each start warns of it."),
  CLUSTER_ALLOW(
      "cluster.allow",
      ValueType.NAMES,
      "none",
      "com.acme.orders.*, com.acme.Price",
      "Classes and packages that keys, values, entry processors, their arguments and results may be made of, beside those of"
          + " the JDK's values and the packages of the declared key and value types."),
  CLUSTER_OPERATION_TIMEOUT(
      "cluster.operationTimeout",
      ValueType.DURATION,
      "10s",
      "5s",
      "How long a call waits for other members."),
  CLUSTER_MINIMUM_MEMBERS(
      "cluster.minimumMembers",
      ValueType.POSITIVE_INTEGER,
      "1",
      "3",
      "How many members there must be, this one included, until its start succeeds."),
  CLUSTER_START_TIMEOUT(
      "cluster.startTimeout",
      ValueType.DURATION,
      "30s",
      "2 minutes",
      "How long the start waits for them, until it fails; at least 100 ms."),
  MODE(
      "mode",
      ValueType.MODE,
      "LOCAL",
      "PARTITIONED",
      "Where the values live. `LOCAL`: in this process alone; `INVALIDATION`: on each member of the cluster what it"
          + " loaded or put itself, which a write elsewhere makes it drop; `REPLICATED`: on every member; `PARTITIONED`: on some"
          + " members, as many as `backups` says and one more.",
      (builder, mode, all) -> builder.mode(mode)),
  CONSISTENCY(
      "consistency",
      ValueType.CONSISTENCY,
      "STRONG",
      "EVENTUAL",
      "What other members know of a write when it returns. `STRONG`: all of it; `EVENTUAL`, for `INVALIDATION` and"
          + " `REPLICATED`: nothing yet, it waits for nobody, and they hear of it a moment later.",
      (builder, consistency, all) -> builder.consistency(consistency)),
  BACKUPS(
      "backups",
      ValueType.BACKUPS,
      "1",
      "2",
      "How many members beside its primary keep an entry of a `PARTITIONED` cache; 0 to 4.",
      (builder, backups, all) -> builder.backups(backups)),
  HOT_COPIES(
      "hotCopies",
      ValueType.SIZE_OR_NONE,
      "10000",
      "1000",
      "How many copies of entries of a `PARTITIONED` cache that it does not own a member keeps, for reads without a message; 0"
          + " for none. Where there is a `maximumSize` or `maximumWeight`, an eighth of it by default, in its unit.",
      (builder, most, all) -> builder.hotCopies(most)),
  STORE_BY_VALUE(
      "storeByValue",
      ValueType.BOOLEAN,
      "true",
      "false",
      "Whether the cache keeps copies of keys and values, or the caller's own objects; a clustered one always keeps"
          + " copies, and warns where that was not wanted.",
      (builder, enabled, all) -> builder.storeByValue(enabled)),
  STATISTICS(
      "statistics",
      ValueType.BOOLEAN,
      "false",
      "true",
      "Whether the cache counts hits, misses and the like.",
      (builder, enabled, all) -> builder.statistics(enabled)),
  MANAGEMENT(
      "management",
      ValueType.BOOLEAN,
      "false",
      "true",
      "Whether the cache shows its configuration over JMX.",
      (builder, enabled, all) -> builder.management(enabled)),
  MAXIMUM_SIZE(
      "maximumSize",
      ValueType.POSITIVE_LONG,
      "not bounded",
      "10000",
      "How many entries the cache holds at most. Excludes `maximumWeight`.",
      (builder, entries, all) -> builder.maximumSize(entries)),
  MAXIMUM_WEIGHT(
      "maximumWeight",
      ValueType.SIZE,
      "not bounded",
      "64 MiB",
      "How much all entries weigh at most together, in the weigher's unit. Excludes `maximumSize`.",
      (builder, weight, all) -> builder.maximumWeight(weight)),
  WEIGHER(
      "weigher",
      ValueType.WEIGHER,
      "encoded-size",
      "encoded-size",
      "What weighs an entry; `encoded-size`: the bytes of its serialised key and value. Needs `maximumWeight`.",
      (builder, weigher, all) -> builder.weigher(weigher.create())),
  EXPIRY_POLICY(
      "expiryPolicy",
      ValueType.EXPIRY_POLICY,
      "eternal",
      "created",
      "What starts an entry's lifetime afresh: the JSR-107 policy of that name. All but `eternal` need"
          + " `expiryDuration`.",
      (builder, policy, all) -> policy.applyTo(builder, all.expiryDuration())),
  EXPIRY_DURATION(
      "expiryDuration",
      ValueType.DURATION,
      "none",
      "5 minutes",
      "How long that lifetime is. Needs `expiryPolicy`.",
      (builder, duration, all) -> {}), // EXPIRY_POLICY applies both
  EXPIRY_JITTER(
      "expiryJitter",
      ValueType.SHARE,
      "0",
      "0.1",
      "By how much at most a lifetime is shortened at random, so that what was loaded together does not expire together.",
      (builder, share, all) -> builder.expiryJitter(share)),
  LOAD_AT(
      "loadAt",
      ValueType.LOAD_AT,
      "OWNER",
      "CALLER",
      "Which member of a cluster runs the loader. `OWNER`: the key's primary, for all who ask; `CALLER`: the one"
          + " that asks first, for all who ask meanwhile.",
      (builder, loadAt, all) -> builder.loadAt(loadAt)),
  LOAD_TIMEOUT(
      "loadTimeout",
      ValueType.DURATION,
      "30s",
      "2s",
      "How long a call waits for a load that another thread runs.",
      (builder, timeout, all) -> builder.loadTimeout(timeout)),
  MAXIMUM_CONCURRENT_LOADS(
      "maximumConcurrentLoads",
      ValueType.POSITIVE_INTEGER,
      "not bounded",
      "16",
      "How many loads of the cache run at once at most; further ones wait their turn.",
      (builder, loads, all) -> builder.maximumConcurrentLoads(loads)),
  REFRESH_AFTER_WRITE(
      "refreshAfterWrite",
      ValueType.DURATION,
      "none",
      "1 minute",
      "How old a value is when a read has it loaded anew in the background. Needs a loader and read-through.",
      (builder, duration, all) -> builder.refreshAfterWrite(duration)),
  REFRESH_WINDOW(
      "refreshWindow",
      ValueType.DURATION,
      "10ms",
      "50ms",
      "How long keys to load in the background are gathered, so that one call loads them.",
      (builder, duration, all) -> builder.refreshWindow(duration)),
  STALE_WHILE_REVALIDATE(
      "staleWhileRevalidate",
      ValueType.DURATION,
      "none",
      "5 minutes",
      "How long after its expiry a get still returns a value, while it is loaded anew in the background.",
      (builder, duration, all) -> builder.staleWhileRevalidate(duration)),
  STALE_IF_ERROR(
      "staleIfError",
      ValueType.DURATION,
      "none",
      "1 hour",
      "How long after its expiry a get still returns a value where its load fails.",
      (builder, duration, all) -> builder.staleIfError(duration)),
  NEGATIVE_TIME_TO_LIVE(
      "negativeTimeToLive",
      ValueType.DURATION,
      "none",
      "30s",
      "How long a load that found nothing is remembered, so that the loader is not asked again.",
      (builder, duration, all) -> builder.negativeTimeToLive(duration)),
  FAILURE_BACKOFF(
      "failureBackoff",
      ValueType.DURATION,
      "none",
      "500ms",
      "How long the loader is not asked for a key again after a failure; twice as long after each further one.",
      (builder, duration, all) -> builder.failureBackoff(duration)),
  FAILURE_BACKOFF_MAXIMUM(
      "failureBackoffMaximum",
      ValueType.DURATION,
      "1m",
      "5 minutes",
      "How long that becomes at most.",
      (builder, duration, all) -> builder.failureBackoffMaximum(duration)),
  LISTENER_TIMEOUT(
      "listenerTimeout",
      ValueType.DURATION,
      "5s",
      "500ms",
      "How long a call waits for a synchronous listener that another thread runs for the same key; in a cluster, for the"
          + " synchronous listeners of all members.",
      (builder, timeout, all) -> builder.listenerTimeout(timeout)),
  LISTENER_SCOPE(
      "listenerScope",
      ValueType.LISTENER_SCOPE,
      "CLUSTER",
      "LOCAL",
      "Which events the listeners of a member of a clustered cache hear. `CLUSTER`: all of the cache, each once on every"
          + " member; `LOCAL`: those of operations called on that member.",
      (builder, scope, all) -> builder.listenerScope(scope));

  /** What keys of the section {@code cluster} begin with. */
  static final String CLUSTER = "cluster.";

  private final String text;
  private final ValueType<?> type;
  private final String defaultText;
  private final String example;
  private final String meaning;
  private final @Nullable Effect<Object> effect;

  /** A key of the manager. */
  Key(String text, ValueType<?> type, String defaultText, String example, String meaning) {
    this(text, type, defaultText, example, meaning, null);
  }

  /** A key of each cache. */
  @SuppressWarnings("unchecked") // the effect sees only what the type has parsed
  <T> Key(
      String text,
      ValueType<T> type,
      String defaultText,
      String example,
      String meaning,
      @Nullable Effect<T> effect) {
    this.text = text;
    this.type = type;
    this.defaultText = defaultText;
    this.example = example;
    this.meaning = meaning;
    this.effect = (Effect<Object>) effect;
  }

  static Stream<Key> ofManager() {
    return Stream.of(values()).filter(key -> key.effect == null);
  }

  static Stream<Key> ofCache() {
    return Stream.of(values()).filter(key -> key.effect != null);
  }

  /** Returns what may stand in the section {@code lungo}: keys of the manager, and the names of sections. */
  static List<String> wordsOfRoot() {
    return Stream.concat(
            ofManager().map(Key::text).filter(text -> !text.startsWith(CLUSTER)),
            Stream.of("cluster", "caches"))
        .toList();
  }

  /** Returns what may stand in the section {@code lungo.cluster}. */
  static List<String> wordsOfCluster() {
    return ofManager()
        .map(Key::text)
        .filter(text -> text.startsWith(CLUSTER))
        .map(text -> text.substring(CLUSTER.length()))
        .toList();
  }

  /** Returns the keys of the manager as they are written in properties, such as {@code cluster.name}. */
  static List<String> textsOfManager() {
    return ofManager().map(Key::text).toList();
  }

  /** Returns what may stand in the section of a cache. */
  static List<String> wordsOfCache() {
    return ofCache().map(Key::text).toList();
  }

  static Optional<Key> ofManager(String text) {
    return ofManager().filter(key -> key.text.equals(text)).findFirst();
  }

  static Optional<Key> ofCache(String text) {
    return ofCache().filter(key -> key.text.equals(text)).findFirst();
  }

  /** Returns the key as it is written in files and properties, such as {@code maximumSize} or {@code cluster.name}. */
  String text() {
    return text;
  }

  /** Returns the key as it is written in the environment, such as {@code MAXIMUM_SIZE}. */
  String environmentName() {
    return name();
  }

  ValueType<?> type() {
    return type;
  }

  /** Returns the default as the documentation shows it; the code's own default is the builder's. */
  String defaultText() {
    return defaultText;
  }

  String example() {
    return example;
  }

  String meaning() {
    return meaning;
  }

  void applyTo(LungoConfigurationBuilder<?, ?> builder, Object value, EffectiveSettings all) {
    if (effect != null) {
      effect.apply(builder, value, all);
    }
  }

  /** What a value does to the configuration of a cache, beside all other values that apply to it. */
  @FunctionalInterface
  private interface Effect<T> {
    void apply(LungoConfigurationBuilder<?, ?> builder, T value, EffectiveSettings all);
  }
}
