// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import javax.cache.configuration.MutableConfiguration;
import javax.management.JMX;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class CacheBeanTest {
  private final MutableConfiguration<Integer, String> configuration = new MutableConfiguration<>();
  private final ManualLoads loads = new ManualLoads();

  @Test
  void interface_isAnMxBean() {
    assertThat(JMX.isMXBeanInterface(LungoCacheMXBean.class)).isTrue();
  }

  @Test
  void types_unset_areObject() {
    CacheBean bean = bean(ManualCapacity.unbounded());

    assertThat(bean.getKeyType()).isEqualTo("java.lang.Object");
    assertThat(bean.getValueType()).isEqualTo("java.lang.Object");
  }

  @Test
  void configuration_changed_isReadAnew() {
    CacheBean bean = bean(ManualCapacity.unbounded());

    configuration
        .setTypes(Integer.class, String.class)
        .setStoreByValue(false)
        .setReadThrough(true)
        .setWriteThrough(true)
        .setStatisticsEnabled(true)
        .setManagementEnabled(true);

    assertThat(bean.getKeyType()).isEqualTo("java.lang.Integer");
    assertThat(bean.getValueType()).isEqualTo("java.lang.String");
    assertThat(bean.isStoreByValue()).isFalse();
    assertThat(bean.isReadThrough()).isTrue();
    assertThat(bean.isWriteThrough()).isTrue();
    assertThat(bean.isStatisticsEnabled()).isTrue();
    assertThat(bean.isManagementEnabled()).isTrue();
  }

  @Test
  void flags_default_areThoseOfTheSpecification() {
    CacheBean bean = bean(ManualCapacity.unbounded());

    assertThat(bean.isStoreByValue()).isTrue();
    assertThat(bean.isReadThrough()).isFalse();
    assertThat(bean.isWriteThrough()).isFalse();
    assertThat(bean.isStatisticsEnabled()).isFalse();
    assertThat(bean.isManagementEnabled()).isFalse();
  }

  @Test
  void flags_eachAlone_areNotMistakenForEachOther() {
    CacheBean bean = bean(ManualCapacity.unbounded());

    configuration.setReadThrough(true);
    assertThat(bean.isReadThrough()).isTrue();
    assertThat(bean.isWriteThrough()).isFalse();

    configuration.setStatisticsEnabled(true);
    assertThat(bean.isStatisticsEnabled()).isTrue();
    assertThat(bean.isManagementEnabled()).isFalse();
  }

  @Test
  void gauges_bySize_areLive() {
    CacheBean bean = bean(ManualCapacity.ofSize(100));

    loads.inFlight = 3;

    assertThat(bean.getMode()).isEqualTo("partitioned");
    assertThat(bean.getMaximumSize()).isEqualTo(100);
    assertThat(bean.getMaximumWeight()).isEqualTo(-1);
    assertThat(bean.getEstimatedSize()).isEqualTo(12);
    assertThat(bean.getWeightedSize()).isEqualTo(-1);
    assertThat(bean.getLoadsInFlight()).isEqualTo(3);
    assertThat(bean.getOvertakenLoads()).isEqualTo(101);
    assertThat(bean.getRefreshes()).isEqualTo(102);
    assertThat(bean.getStaleAnswers()).isEqualTo(103);
    assertThat(bean.getNegativeAnswers()).isEqualTo(104);
    assertThat(bean.getPausedLoads()).isEqualTo(105);
  }

  @Test
  void gauges_byWeight_areLive() {
    CacheBean bean = bean(ManualCapacity.ofWeight(5_000));

    assertThat(bean.getMaximumSize()).isEqualTo(-1);
    assertThat(bean.getMaximumWeight()).isEqualTo(5_000);
    assertThat(bean.getWeightedSize()).isEqualTo(345);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, Long.MAX_VALUE})
  void setMaximum_withThatBound_resizes(long maximum) {
    CacheBean sized = bean(ManualCapacity.ofSize(100));
    CacheBean weighed = bean(ManualCapacity.ofWeight(100));

    sized.setMaximumSize(maximum);
    weighed.setMaximumWeight(maximum);

    assertThat(sized.getMaximumSize()).isEqualTo(maximum);
    assertThat(weighed.getMaximumWeight()).isEqualTo(maximum);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void setMaximum_negative_isRefused(long maximum) {
    CacheBean sized = bean(ManualCapacity.ofSize(100));
    CacheBean weighed = bean(ManualCapacity.ofWeight(100));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sized.setMaximumSize(maximum))
        .withMessage("cache 'orders': maximumSize must be 0 or more: " + maximum);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weighed.setMaximumWeight(maximum))
        .withMessage("cache 'orders': maximumWeight must be 0 or more: " + maximum);
    assertThat(sized.getMaximumSize()).isEqualTo(100);
    assertThat(weighed.getMaximumWeight()).isEqualTo(100);
  }

  @Test
  void setMaximumSize_boundedByWeight_isRefused() {
    CacheBean bean = bean(ManualCapacity.ofWeight(5_000));

    assertThatIllegalStateException()
        .isThrownBy(() -> bean.setMaximumSize(10))
        .withMessage(
            "cache 'orders': maximumSize can change only where the cache was built with it;"
                + " this one has maximumWeight 5000");
    assertThat(bean.getMaximumWeight()).isEqualTo(5_000);
  }

  @Test
  void setMaximumWeight_boundedBySize_isRefused() {
    CacheBean bean = bean(ManualCapacity.ofSize(100));

    assertThatIllegalStateException()
        .isThrownBy(() -> bean.setMaximumWeight(10))
        .withMessage(
            "cache 'orders': maximumWeight can change only where the cache was built with it;"
                + " this one has maximumSize 100");
    assertThat(bean.getMaximumSize()).isEqualTo(100);
  }

  @Test
  void setMaximum_unbounded_isRefused() {
    CacheBean bean = bean(ManualCapacity.unbounded());

    assertThatIllegalStateException()
        .isThrownBy(() -> bean.setMaximumSize(10))
        .withMessageEndingWith("this one has no bound");
    assertThatIllegalStateException()
        .isThrownBy(() -> bean.setMaximumWeight(10))
        .withMessageEndingWith("this one has no bound");
  }

  private CacheBean bean(Capacity capacity) {
    return new CacheBean("orders", "partitioned", () -> configuration, capacity, loads);
  }
}
