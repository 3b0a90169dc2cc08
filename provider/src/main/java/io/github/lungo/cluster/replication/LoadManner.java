// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.WireNumbers;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is loaded, and so what becomes of its entry. Immutable.
 *
 * @param kind who wants it
 * @param version the entry that is to be replaced, for {@link Kind#REFRESH} alone
 */
record LoadManner(Kind kind, @Nullable CachedValue version) {
  static final LoadManner GET = new LoadManner(Kind.GET, null);
  static final LoadManner EXPLICIT = new LoadManner(Kind.EXPLICIT, null);
  static final LoadManner REPLACE = new LoadManner(Kind.REPLACE, null);

  /** Who wants a load. The numbers are part of the protocol. */
  enum Kind {
    /** A get of a missing key, which may be content with what is known of it. */
    GET(0),
    /** A {@code loadAll} of missing keys. */
    EXPLICIT(1),
    /** A {@code loadAll} that replaces what is there. */
    REPLACE(2),
    /** Nobody: the entry is to be younger, or has expired and was returned all the same. */
    REFRESH(3);

    private static final WireNumbers<Kind> NUMBERS =
        new WireNumbers<>("manner of loading", Kind.class, kind -> kind.code);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  static LoadManner refreshing(CachedValue version) {
    return new LoadManner(Kind.REFRESH, version);
  }

  /** Returns the manner of a load that somebody asked for as such. */
  static LoadManner explicit(boolean replaces) {
    return replaces ? REPLACE : EXPLICIT;
  }

  boolean isGet() {
    return kind == Kind.GET;
  }

  boolean replaces() {
    return kind == Kind.REPLACE;
  }

  /** Returns what is done with what was loaded; null if nothing is. */
  <K, V> @Nullable EntryOperation<K, V, Boolean> change(@Nullable Object loaded) {
    if (loaded == null) {
      return kind == Kind.REFRESH ? Remove.unfound(version) : null;
    }
    return switch (kind) {
      case GET, EXPLICIT -> Put.of(loaded, Put.Kind.LOADED_IF_ABSENT);
      case REPLACE -> Put.of(loaded, Put.Kind.LOADED);
      case REFRESH -> Put.of(loaded, Put.Kind.REFRESHED);
    };
  }

  /** Writes a manner other than that of a refresh. */
  void write(FrameWriter writer) {
    Kind.NUMBERS.write(writer, kind);
  }

  /** Reads a manner other than that of a refresh. */
  static LoadManner read(FrameReader reader) throws MalformedFrameException {
    Kind kind = Kind.NUMBERS.read(reader);
    if (kind == Kind.REFRESH) {
      throw new MalformedFrameException("a refresh that nobody may ask for so");
    }
    return new LoadManner(kind, null);
  }
}
