package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.deadletter.ExceptionEvidence;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void an_exception_without_a_cause_tells_its_type_and_frames() {
    ExceptionEvidence evidence = Evidence.of(new IllegalStateException("a secret"));

    assertThat(evidence.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(evidence.causeType()).isNull();
    assertThat(evidence.stackTrace()).startsWith(EvidenceTest.class.getName());
  }

  @Test
  void an_exception_with_causes_tells_the_innermost_and_its_frames() {
    Throwable innermost = new ArithmeticException();
    innermost.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});

    ExceptionEvidence evidence =
        Evidence.of(new RuntimeException(new IllegalStateException(innermost)));

    assertThat(evidence.type()).isEqualTo("java.lang.RuntimeException");
    assertThat(evidence.causeType()).isEqualTo("java.lang.ArithmeticException");
    assertThat(evidence.stackTrace()).isEqualTo("a.B.c(B.java:7)");
  }

  @Test
  void messages_are_not_kept_since_they_may_quote_anything() {
    assertThat(Evidence.of(new RuntimeException("a secret", new Error("a secret"))).toString())
        .doesNotContain("a secret");
  }

  @Test
  void causes_that_lead_back_to_themselves_come_to_an_end() {
    Exception one = new Exception();
    one.initCause(new Exception(one));

    assertThat(Evidence.of(one).causeType()).isEqualTo("java.lang.Exception");
  }
}
