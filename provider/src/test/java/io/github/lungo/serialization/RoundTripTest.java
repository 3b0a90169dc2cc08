// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RoundTripTest {

  private static final TypeFilter ALLOW_LIST =
      TypeFilter.of(List.of("io.github.lungo.serialization", "java.net.URL"));

  static Stream<Arguments> roundTrips() {
    List<RoundTrip> all = new ArrayList<>();
    all.addAll(JdkRoundTrips.all());
    all.addAll(CollectionRoundTrips.all());
    all.addAll(UserRoundTrips.all());
    return all.stream()
        .flatMap(
            trip -> Stream.of(Encoding.values()).map(encoding -> Arguments.of(encoding, trip)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("roundTrips")
  void decode_encoded_isEqualAndLosesNothing(Encoding encoding, RoundTrip trip) {
    try (KryoCodec codec = codec(encoding)) {
      Object copy = codec.decode(codec.encode(trip.value()));

      trip.check(copy);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("roundTrips")
  void decode_partOfAGraph_isEqualAndLosesNothing(Encoding encoding, RoundTrip trip) {
    try (KryoCodec codec = codec(encoding)) {
      Object[] graph = {
        "before", trip.value(), new Samples.Box<>(trip.value()), trip.value(), "after"
      };

      Object[] copy = (Object[]) codec.decode(codec.encode(graph));

      trip.check(copy[1]);
      trip.check(((Samples.Box<?>) copy[2]).content());
      trip.check(copy[3]);
      assertThat(copy[4]).isEqualTo("after");
    }
  }

  private static KryoCodec codec(Encoding encoding) {
    return new KryoCodec(
        encoding, RoundTripTest.class.getClassLoader(), ALLOW_LIST, CodecLimits.DEFAULT);
  }
}
