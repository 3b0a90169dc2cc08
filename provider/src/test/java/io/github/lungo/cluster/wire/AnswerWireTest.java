// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AnswerWireTest {
  private static final Put<Long, Object> PUT = Put.of("x", Put.Kind.PUT);

  private final WireFixture fixture = new WireFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private <R> Answer<R> sent(EntryOperation<Long, Object, R> operation, Answer<R> answer)
      throws MalformedFrameException {
    byte[] bytes = WireFixture.written(to -> fixture.sender.answers().write(to, answer));
    return WireFixture.read(bytes, from -> fixture.receiver.answers().read(from, operation));
  }

  @Test
  void read_answerOfAPut_isTheSame() throws Exception {
    byte[] before = (byte[]) fixture.stored(new Carried.Order("a"));

    for (Answer<Boolean> answer : List.of(
        new Answer<>(true, null, Counts.PUT),
        new Answer<>(false, "text", Counts.NOTHING),
        new Answer<>(true, before, new Counts(1, 2, 3, Integer.MAX_VALUE)))) {
      assertThat(sent(PUT, answer)).usingRecursiveComparison().isEqualTo(answer);
    }
  }

  @Test
  void read_anyResultOfAProcessor_isTheSame() throws Exception {
    Invoke<Long, Object, Object> invoke = Invoke.of(new Carried.Append("x"));

    for (Object result : Arrays.asList(
        null, true, false, "text", 5, new Carried.Order("a"), List.of(new Carried.Point(1, 2)))) {
      assertThat(sent(invoke, new Answer<>(result, null, Counts.HIT)).result()).isEqualTo(result);
    }
  }

  @Test
  void read_resultThatIsMutable_isSharedWithNobody() throws Exception {
    Carried.Order result = new Carried.Order("a");
    Invoke<Long, Object, Object> invoke = Invoke.of(new Carried.Append("x"));

    Object arrived = sent(invoke, new Answer<Object>(result, null, Counts.HIT)).result();

    assertThat(arrived).isEqualTo(result).isNotSameAs(result);
  }

  @Test
  void read_answerOfAPutThatIsNoBoolean_isRefused() {
    byte[] bytes = WireFixture.written(
        to -> fixture.sender.answers().write(to, new Answer<>("yes", null, Counts.PUT)));

    assertThatThrownBy(
            () -> WireFixture.read(bytes, from -> fixture.receiver.answers().read(from, PUT)))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("cache 'orders': put has no answer of true or false");
  }

  @Test
  void of_outcome_hasTheValueBeforeWhereTheCallerGetsIt() {
    CachedValue before = CachedValue.of("before");
    Outcome<Boolean> outcome = Outcome.stored(before, CachedValue.of("after"));

    assertThat(Answer.of(Put.of("x", Put.Kind.GET_AND_PUT), outcome).storedBefore())
        .isEqualTo("before");
    assertThat(Answer.of(Remove.any(Remove.Kind.GET_AND_REMOVE), outcome).storedBefore())
        .isEqualTo("before");
    assertThat(Answer.of(new Replace<>(null, "x"), outcome).storedBefore()).isEqualTo("before");
    assertThat(Answer.of(PUT, outcome)).isEqualTo(new Answer<>(true, null, Counts.PUT));
    assertThat(Answer.of(new Replace<>("x", "y"), outcome).storedBefore()).isNull();
    assertThat(Answer.of(Remove.any(Remove.Kind.ANY), outcome).storedBefore()).isNull();
  }
}
