// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.cache.configuration.CompleteConfiguration;

/** Configuration and live figures of one cache as JMX reads them; keeps none itself. Thread-safe. */
public final class CacheBean implements LungoCacheMXBean {
  private final String cacheName;
  private final String mode;
  private final Supplier<? extends CompleteConfiguration<?, ?>> configuration;
  private final Capacity capacity;
  private final LoadFigures loads;

  /** Creates the bean of a cache; what it is given is asked at each read. */
  public CacheBean(
      String cacheName,
      String mode,
      Supplier<? extends CompleteConfiguration<?, ?>> configuration,
      Capacity capacity,
      LoadFigures loads) {
    this.cacheName = requireNonNull(cacheName, "cacheName is null");
    this.mode = requireNonNull(mode, "mode is null");
    this.configuration = requireNonNull(configuration, "configuration is null");
    this.capacity = requireNonNull(capacity, "capacity is null");
    this.loads = requireNonNull(loads, "loads is null");
  }

  @Override
  public String getKeyType() {
    return configuration.get().getKeyType().getName();
  }

  @Override
  public String getValueType() {
    return configuration.get().getValueType().getName();
  }

  @Override
  public boolean isReadThrough() {
    return configuration.get().isReadThrough();
  }

  @Override
  public boolean isWriteThrough() {
    return configuration.get().isWriteThrough();
  }

  @Override
  public boolean isStoreByValue() {
    return configuration.get().isStoreByValue();
  }

  @Override
  public boolean isStatisticsEnabled() {
    return configuration.get().isStatisticsEnabled();
  }

  @Override
  public boolean isManagementEnabled() {
    return configuration.get().isManagementEnabled();
  }

  @Override
  public String getMode() {
    return mode;
  }

  @Override
  public long getMaximumSize() {
    return capacity.maximumSize().orElse(UNBOUNDED);
  }

  @Override
  public void setMaximumSize(long maximumSize) {
    resize("maximumSize", capacity.maximumSize(), maximumSize);
  }

  @Override
  public long getMaximumWeight() {
    return capacity.maximumWeight().orElse(UNBOUNDED);
  }

  @Override
  public void setMaximumWeight(long maximumWeight) {
    resize("maximumWeight", capacity.maximumWeight(), maximumWeight);
  }

  @Override
  public long getEstimatedSize() {
    return capacity.estimatedSize();
  }

  @Override
  public long getWeightedSize() {
    return capacity.weightedSize().orElse(UNBOUNDED);
  }

  @Override
  public int getLoadsInFlight() {
    return loads.inFlight();
  }

  @Override
  public long getOvertakenLoads() {
    return loads.overtaken();
  }

  @Override
  public long getRefreshes() {
    return loads.refreshes();
  }

  @Override
  public long getStaleAnswers() {
    return loads.staleAnswers();
  }

  @Override
  public long getNegativeAnswers() {
    return loads.negativeAnswers();
  }

  @Override
  public long getPausedLoads() {
    return loads.pausedLoads();
  }

  private void resize(String bound, OptionalLong present, long maximum) {
    if (maximum < 0) {
      throw new IllegalArgumentException(
          "cache '" + cacheName + "': " + bound + " must be 0 or more: " + maximum);
    }
    if (present.isEmpty()) {
      throw new IllegalStateException("cache '" + cacheName + "': " + bound
          + " can change only where the cache was built with it; this one has " + describeBound());
    }
    capacity.resize(maximum);
  }

  private String describeBound() {
    OptionalLong size = capacity.maximumSize();
    if (size.isPresent()) {
      return "maximumSize " + size.getAsLong();
    }
    OptionalLong weight = capacity.maximumWeight();
    return weight.isPresent() ? "maximumWeight " + weight.getAsLong() : "no bound";
  }
}
