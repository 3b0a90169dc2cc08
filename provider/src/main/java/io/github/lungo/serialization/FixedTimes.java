// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.DateSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.TimestampSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.TimeSerializers;
import java.sql.Time;
import java.sql.Timestamp;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/**
 * Dates and times with a number on the wire. The order of the calls is the wire format: append only. Kryo would find
 * these serializers by itself, at ten times the cost of making a coder.
 */
final class FixedTimes {

  private FixedTimes() {}

  static void addTo(FixedTypes types) {
    types.add(Date.class, new DateSerializer());
    types.add(java.sql.Date.class, new DateSerializer());
    types.add(Time.class, new DateSerializer());
    types.add(Timestamp.class, new TimestampSerializer());
    types.add(Duration.class, new TimeSerializers.DurationSerializer());
    types.add(Instant.class, new TimeSerializers.InstantSerializer());
    types.add(LocalDate.class, new TimeSerializers.LocalDateSerializer());
    types.add(LocalTime.class, new TimeSerializers.LocalTimeSerializer());
    types.add(LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
    types.add(ZoneOffset.class, new TimeSerializers.ZoneOffsetSerializer());
    types.add(ZoneId.class, new TimeSerializers.ZoneIdSerializer());
    types.add(OffsetTime.class, new TimeSerializers.OffsetTimeSerializer());
    types.add(OffsetDateTime.class, new TimeSerializers.OffsetDateTimeSerializer());
    types.add(ZonedDateTime.class, new TimeSerializers.ZonedDateTimeSerializer());
    types.add(Year.class, new TimeSerializers.YearSerializer());
    types.add(YearMonth.class, new TimeSerializers.YearMonthSerializer());
    types.add(MonthDay.class, new TimeSerializers.MonthDaySerializer());
    types.add(Period.class, new TimeSerializers.PeriodSerializer());
  }
}
