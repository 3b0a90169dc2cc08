// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A node with numbers alone, in a map that several of them may share. */
class MapNode implements Node {
  final Map<String, Long> numbers;

  MapNode() {
    this(new ConcurrentHashMap<>());
  }

  MapNode(Map<String, Long> numbers) {
    this.numbers = numbers;
  }

  @Override
  public List<String> write(List<String> keys, long number) {
    keys.forEach(key -> numbers.put(key, number));
    return keys;
  }

  @Override
  public List<Long> numbers(List<String> keys) {
    return keys.stream().map(key -> numbers.getOrDefault(key, NONE)).toList();
  }

  @Override
  public void leave() {}

  @Override
  public String name(int code) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> names(int first, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rename(int code, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void hold() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void gather(int code, int threads) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String outcomes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count(List<String> counters, int threads, int times) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long rowsHeld() {
    throw new UnsupportedOperationException();
  }
}
