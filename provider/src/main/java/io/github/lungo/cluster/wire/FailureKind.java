// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;

/** The types of JCache that a failure may have, whatever becomes of its own. */
@SuppressWarnings("ImmutableEnumChecker") // constructors
enum FailureKind {
  PROCESSOR(EntryProcessorException.class, EntryProcessorException::new),
  LOADER(CacheLoaderException.class, CacheLoaderException::new),
  WRITER(CacheWriterException.class, CacheWriterException::new),
  LISTENER(CacheEntryListenerException.class, CacheEntryListenerException::new),
  /** All others, those of other libraries too. */
  CACHE(CacheException.class, CacheException::new);

  private final Class<? extends CacheException> type;
  private final Function<String, CacheException> maker;

  FailureKind(Class<? extends CacheException> type, Function<String, CacheException> maker) {
    this.type = type;
    this.maker = maker;
  }

  static FailureKind of(Throwable failure) {
    for (FailureKind kind : values()) {
      if (kind.type.isInstance(failure)) {
        return kind;
      }
    }
    return CACHE;
  }

  CacheException withMessage(String message) {
    return maker.apply(message);
  }
}
