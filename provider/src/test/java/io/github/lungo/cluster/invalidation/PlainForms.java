// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.ObjectForms;

/** Texts as keys and numbers as values, in the simplest way. */
final class PlainForms implements ObjectForms<String> {

  @Override
  public void writeKey(FrameWriter writer, String key) {
    writer.writeText(key);
  }

  @Override
  public String readKey(FrameReader reader) throws MalformedFrameException {
    return reader.readText(1_000);
  }

  @Override
  public void writeStored(FrameWriter writer, Object stored) {
    writer.writeLong((Long) stored);
  }

  @Override
  public Object readStored(FrameReader reader) throws MalformedFrameException {
    return reader.readLong();
  }

  @Override
  public void writeFailure(FrameWriter writer, Throwable failure) {
    writer.writeText(failure.getMessage());
  }

  @Override
  public Throwable readFailure(FrameReader reader) throws MalformedFrameException {
    return new IllegalStateException(reader.readText(10_000));
  }
}
