// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import javax.management.JMException;
import org.junit.jupiter.api.Test;

/**
 * Random calls on Lungo and on the reference implementation: what can be seen of them must be equal, but for the
 * {@link Difference}s.
 *
 * <p>{@code -Ddifferential.sequences} says how many sequences are played, {@code -Ddifferential.seed} from which seed on: each
 * has a seed of its own, one higher than the one before. {@code mvn test -Pquick,differential -pl provider,differential} plays
 * 100,000.
 *
 * <p>Not compared: times and averages; lives that end later than at once, as the reference reads the system's clock; the order
 * of keys within one call, and how many calls a bulk load takes; messages of exceptions. Not played: listeners that throw, that
 * use the cache or are asynchronous; writers that return with entries left over; keys and values of wrong types; {@code close}.
 */
final class DifferentialTest {
  private static final String LUNGO = "io.github.lungo.LungoCachingProvider";
  private static final String REFERENCE = "org.jsr107.ri.spi.RICachingProvider";

  /** Failures of expiry policies are logged, which would bury everything else. */
  private final Logger log = Logger.getLogger("io.github.lungo.expiry");

  @Test
  void calls_anySequence_seenAsInTheReference() throws Exception {
    String given = System.getProperty("differential.seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    int sequences = Integer.getInteger("differential.sequences", 3_000);
    System.out.println("DifferentialTest seed " + seed + ", " + sequences + " sequences");
    log.setLevel(Level.OFF);
    try (CachingProvider ours = Caching.getCachingProvider(LUNGO);
        CachingProvider theirs = Caching.getCachingProvider(REFERENCE)) {
      Duel duel = new Duel(manager(ours, "duel:lungo"), manager(theirs, "duel:reference"));
      for (long next = seed; next < seed + sequences; next++) {
        Scenario scenario = new ScenarioGenerator(next).next();
        boolean fails = duel.play(scenario).isPresent();
        assertThat(fails ? report(next, duel, scenario) : "").isEmpty();
      }
      System.out.println("played " + duel.steps() + " steps; differences met:");
      duel.met().forEach((difference, times) -> System.out.println(times + " " + difference));
    }
  }

  private CacheManager manager(CachingProvider provider, String uri) {
    return provider.getCacheManager(URI.create(uri), getClass().getClassLoader());
  }

  private static String report(long seed, Duel duel, Scenario failing) {
    Scenario smallest = new Shrinker(scenario -> play(duel, scenario).isPresent()).shrink(failing);
    return "seed " + seed + ", shrunk from " + failing.steps().size() + " steps to "
        + smallest.steps().size() + ":\n" + smallest + "\n  "
        + play(duel, smallest).orElse("which fails sometimes only");
  }

  private static Optional<String> play(Duel duel, Scenario scenario) {
    try {
      return duel.play(scenario);
    } catch (JMException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
