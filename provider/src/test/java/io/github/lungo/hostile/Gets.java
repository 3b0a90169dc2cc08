// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;

/** What the caller gets whose call led to a callback that misbehaved. */
enum Gets {
  RESULT("its result"),
  LOADED("the loaded value"),
  NOTHING("`null`"),
  OLD_MEANWHILE("the old value, *meanwhile*"),
  NEW_MEANWHILE("the new value, *meanwhile*"),
  RESULT_MEANWHILE("its result, *meanwhile*"),
  TIMEOUT_MEANWHILE("`CacheEntryListenerException`, *meanwhile*"),
  LOADER_EXCEPTION(CacheLoaderException.class),
  WRITER_EXCEPTION(CacheWriterException.class),
  PROCESSOR_EXCEPTION(EntryProcessorException.class),
  LISTENER_EXCEPTION(CacheEntryListenerException.class),
  CACHE_EXCEPTION(CacheException.class),
  LOADER_ASKS_ITSELF(CacheLoaderException.class, IllegalStateException.class),
  LOADER_RETURNS_STRANGER(CacheLoaderException.class, ClassCastException.class),
  LOADER_RETURNS_NO_MAP(CacheLoaderException.class, CacheLoaderException.class),
  WRITER_CHANGES_ITS_KEY(CacheWriterException.class, CacheException.class),
  PROCESSOR_CHANGES_ITS_KEY(EntryProcessorException.class, CacheException.class),
  PROCESSOR_SETS_NULL(EntryProcessorException.class, NullPointerException.class),
  PROCESSOR_FAILS_TO_LOAD(EntryProcessorException.class, CacheLoaderException.class),
  PROCESSOR_FAILS_TO_WRITE(EntryProcessorException.class, CacheWriterException.class),
  PROCESSOR_SETS_STRANGER(EntryProcessorException.class, ClassCastException.class),
  WEIGHER_CHANGES_ITS_KEY(CacheException.class, CacheException.class),
  CLOSED(IllegalStateException.class),
  STRANGER(ClassCastException.class),
  ERROR("the `Error`, unwrapped"),
  AS_THROWN("what it throws, unwrapped");

  private final String text;
  private final Class<? extends Throwable> type;
  private final Class<? extends Throwable> cause;

  Gets(String text) {
    this.text = text;
    this.type = null;
    this.cause = null;
  }

  Gets(Class<? extends Throwable> type) {
    this.text = "`" + type.getSimpleName() + "`";
    this.type = type;
    this.cause = null;
  }

  Gets(Class<? extends Throwable> type, Class<? extends Throwable> cause) {
    this.text = "`" + type.getSimpleName() + "` caused by `" + cause.getSimpleName() + "`";
    this.type = type;
    this.cause = cause;
  }

  String text() {
    return text;
  }

  /** Returns whether the caller gets it without waiting for the end of a callback that hangs for another caller. */
  boolean isMeanwhile() {
    return switch (this) {
      case OLD_MEANWHILE, NEW_MEANWHILE, RESULT_MEANWHILE, TIMEOUT_MEANWHILE -> true;
      default -> false;
    };
  }

  void check(World world, World.Result result) {
    switch (this) {
      case RESULT, RESULT_MEANWHILE ->
        assertThat(result.failure()).as("failure").isNull();
      case OLD_MEANWHILE ->
        assertThat(result).isEqualTo(new World.Result(world.value("old"), null));
      case NEW_MEANWHILE ->
        assertThat(result).isEqualTo(new World.Result(world.value("new"), null));
      case TIMEOUT_MEANWHILE -> {
        assertThat(result.failure()).isExactlyInstanceOf(CacheEntryListenerException.class);
        assertThat(result.failure()).hasMessageContaining("'" + World.NAME + "'");
      }
      case LOADED -> assertThat(result).isEqualTo(new World.Result(world.value("loaded"), null));
      case NOTHING -> assertThat(result).isEqualTo(new World.Result(null, null));
      case ERROR, AS_THROWN ->
        assertThat(result.failure() == world.trap().thrown()).isTrue();
      default -> checkFailure(world.trap().thrown(), result.failure());
    }
  }

  /** Says no more of the failure than its type, as it may not be printable. */
  private void checkFailure(Throwable thrown, Throwable failure) {
    List<Class<?>> types =
        failure == null ? List.of() : List.of(failure.getClass(), causeOf(failure));
    List<Class<?>> expected = List.of(
        type, cause != null ? cause : thrown != null ? thrown.getClass() : causeOf(failure));
    assertThat(types).as("the failure and its cause").isEqualTo(expected);
    if (cause == null && thrown != null) {
      assertThat(failure.getCause() == thrown)
          .as("what was thrown is the cause")
          .isTrue();
    }
    if (type != EntryProcessorException.class) {
      assertThat(failure.getMessage()).contains("'" + World.NAME + "'");
    }
  }

  private static Class<?> causeOf(Throwable failure) {
    return failure == null || failure.getCause() == null
        ? Void.class
        : failure.getCause().getClass();
  }
}
