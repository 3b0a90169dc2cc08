// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** The forms of objects that are hashed as a whole. Their bits may be as uneven as they like: they are mixed. */
enum ValueForm implements KeyForm {
  // What String and Date return is in their specification; a string also remembers it.
  STRING(String.class, String::hashCode),
  BOOLEAN(Boolean.class, value -> value ? 1 : 0),
  CHARACTER(Character.class, Character::charValue),
  BYTE(Byte.class, Byte::longValue),
  SHORT(Short.class, Short::longValue),
  INTEGER(Integer.class, Integer::longValue),
  LONG(Long.class, Long::longValue),
  FLOAT(Float.class, Float::floatToIntBits),
  DOUBLE(Double.class, Double::doubleToLongBits),
  UUIDS(
      UUID.class,
      value -> HashBits.combine(value.getMostSignificantBits(), value.getLeastSignificantBits())),
  ENUM(
      Enum.class,
      value -> HashBits.combine(
          value.getDeclaringClass().getName().hashCode(), value.name().hashCode())),
  CLASS(Class.class, value -> value.getName().hashCode()),
  LOCALE(Locale.class, value -> value.toLanguageTag().hashCode()),
  CURRENCY(Currency.class, value -> value.getCurrencyCode().hashCode()),
  URIS(URI.class, UriHash::of),
  TIME_ZONE(TimeZone.class, value -> value.getID().hashCode()),
  CALENDAR(Calendar.class, Calendar::getTimeInMillis),
  INSTANT(Instant.class, ValueForm::bits),
  DURATION(Duration.class, value -> HashBits.combine(value.getSeconds(), value.getNano())),
  PERIOD(
      Period.class,
      value ->
          HashBits.combine(HashBits.combine(value.getYears(), value.getMonths()), value.getDays())),
  YEAR(Year.class, Year::getValue),
  YEAR_MONTH(YearMonth.class, value -> HashBits.combine(value.getYear(), value.getMonthValue())),
  MONTH_DAY(
      MonthDay.class, value -> HashBits.combine(value.getMonthValue(), value.getDayOfMonth())),
  LOCAL_DATE(LocalDate.class, LocalDate::toEpochDay),
  LOCAL_TIME(LocalTime.class, LocalTime::toNanoOfDay),
  LOCAL_DATE_TIME(LocalDateTime.class, ValueForm::bits),
  OFFSET_TIME(
      OffsetTime.class,
      value ->
          HashBits.combine(value.toLocalTime().toNanoOfDay(), value.getOffset().getTotalSeconds())),
  OFFSET_DATE_TIME(
      OffsetDateTime.class,
      value ->
          HashBits.combine(bits(value.toLocalDateTime()), value.getOffset().getTotalSeconds())),
  ZONED_DATE_TIME(
      ZonedDateTime.class,
      value -> HashBits.combine(bits(value.toInstant()), value.getZone().getId().hashCode())),
  ZONE(ZoneId.class, value -> value.getId().hashCode()),
  BOOLEANS(boolean[].class, Arrays::hashCode),
  CHARACTERS(char[].class, Arrays::hashCode),
  BYTES(byte[].class, Arrays::hashCode),
  SHORTS(short[].class, Arrays::hashCode),
  INTEGERS(int[].class, Arrays::hashCode),
  LONGS(long[].class, Arrays::hashCode),
  FLOATS(float[].class, Arrays::hashCode),
  DOUBLES(double[].class, Arrays::hashCode),
  /**
   * By the hashCode of the class itself: Date, whose subclasses may equal it, the numbers of java.math, whose subclasses may
   * define equality, and all classes of users.
   */
  OWN(Object.class, Object::hashCode);

  private final Class<?> type;

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private final ToLongFunction<Object> bits;

  <T> ValueForm(Class<T> type, ToLongFunction<? super T> bits) {
    this.type = type;
    this.bits = value -> bits.applyAsLong(type.cast(value));
  }

  @Override
  public boolean fits(Class<?> candidate) {
    return type.isAssignableFrom(candidate);
  }

  @Override
  public long hash(Object whole, PartsWalk walk) {
    return hash(whole);
  }

  /** Returns the hash of an object of this form. */
  long hash(Object whole) {
    return HashBits.mix(bits.applyAsLong(whole));
  }

  private static long bits(Instant time) {
    return HashBits.combine(time.getEpochSecond(), time.getNano());
  }

  private static long bits(LocalDateTime time) {
    return HashBits.combine(time.toLocalDate().toEpochDay(), time.toLocalTime().toNanoOfDay());
  }
}
