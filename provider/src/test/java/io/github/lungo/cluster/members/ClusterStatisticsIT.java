// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.CacheMode;
import io.github.lungo.management.ClusterStatisticsMXBean;
import java.lang.management.ManagementFactory;
import javax.cache.Cache;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That JMX shows on each member what all of them count. */
@Timeout(120)
final class ClusterStatisticsIT {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  @ParameterizedTest
  @EnumSource(names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
  void calls_onAllMembers_areAddedUpOnEach(CacheMode mode) throws Exception {
    try (OwningMembers members =
        OwningMembers.reading(mode, 3, builder -> builder.statistics(true))) {
      for (Cache<String, Long> cache : members.caches()) {
        cache.put("k" + cache.getCacheManager().getURI(), 1L);
        assertThat(cache.get("k" + cache.getCacheManager().getURI())).isEqualTo(1L);
        assertThat(cache.get("nothing")).isNull();
      }
      for (Cache<String, Long> cache : members.caches()) {
        ClusterStatisticsMXBean bean =
            JMX.newMXBeanProxy(SERVER, nameFor(cache), ClusterStatisticsMXBean.class);

        assertThat(bean.getMembers()).hasSize(3).doesNotHaveDuplicates();
        assertThat(bean.getSilentMembers()).isEmpty();
        assertThat(bean.getCacheHits()).isEqualTo(3);
        assertThat(bean.getCacheMisses()).isEqualTo(3);
        assertThat(bean.getCacheHitPercentage()).isEqualTo(50);
        assertThat(bean.getCachePuts()).isEqualTo(3);
        assertThat(bean.getAveragePutTime()).isPositive();
      }
      ClusterStatisticsMXBean second =
          JMX.newMXBeanProxy(SERVER, nameFor(members.cache(1)), ClusterStatisticsMXBean.class);
      second.clear();

      assertThat(second.getCacheGets()).isZero();
      assertThat(SERVER.getAttribute(
              new ObjectName(nameFor(members.cache(2))
                  .toString()
                  .replace(
                      "io.github.lungo:type=ClusterStatistics",
                      "javax.cache:type=CacheStatistics")),
              "CachePuts"))
          .isEqualTo(0L);
      ObjectName third = nameFor(members.cache(2));
      members.cache(2).getCacheManager().enableStatistics("c", false);
      assertThat(SERVER.isRegistered(third)).isFalse();
    }
  }

  private static ObjectName nameFor(Cache<?, ?> cache) throws Exception {
    String manager = cache.getCacheManager().getURI().toString().replace(':', '.');
    return new ObjectName("io.github.lungo:type=ClusterStatistics,CacheManager=" + manager
        + ",Cache=" + cache.getName());
  }
}
