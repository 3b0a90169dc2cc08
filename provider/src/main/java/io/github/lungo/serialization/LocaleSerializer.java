// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Locale;

/** Locales by language tag, or in Java's form where the tag does not say all, as for variants of old. */
final class LocaleSerializer extends Serializer<Locale> {

  private final JdkSerializer jdk;

  LocaleSerializer(JdkSerializer jdk) {
    this.jdk = jdk;
  }

  @Override
  public void write(Kryo kryo, Output output, Locale locale) {
    String tag = locale.toLanguageTag();
    if (Locale.forLanguageTag(tag).equals(locale)) {
      output.writeString(tag);
    } else {
      output.writeString(null);
      jdk.write(kryo, output, locale);
    }
  }

  @Override
  public Locale read(Kryo kryo, Input input, Class<? extends Locale> type) {
    String tag = input.readString();
    return tag == null ? (Locale) jdk.read(kryo, input, type) : Locale.forLanguageTag(tag);
  }
}
