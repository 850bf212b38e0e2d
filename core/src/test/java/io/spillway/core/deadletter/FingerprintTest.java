package io.spillway.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.InvalidField;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.ExceptionEvidence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Failure FAILURE = Failure.permanent("stats.rejected", "key 1");
  private static final ExceptionEvidence EXCEPTION =
      new ExceptionEvidence("a.Boom", "a.Cause", "a.B.c(B.java:10)\na.D.e(D.java:20)");

  private static String of(Failure failure, ExceptionEvidence exception) {
    return Fingerprint.of("stats", failure, exception);
  }

  @Test
  void it_does_not_depend_on_messages_or_line_numbers() {
    Failure otherMessage = Failure.permanent("stats.rejected", "key 2");
    ExceptionEvidence otherLines =
        new ExceptionEvidence("a.Boom", "a.Cause", "a.B.c(B.java:11)\na.D.e(D.java:2)");

    assertThat(of(otherMessage, otherLines)).isEqualTo(of(FAILURE, EXCEPTION));
  }

  @Test
  void it_depends_on_the_activity_the_code_the_types_and_the_frames() {
    assertThat(
            Set.of(
                of(FAILURE, EXCEPTION),
                Fingerprint.of("log", FAILURE, EXCEPTION),
                Fingerprint.of("stats", FAILURE, null),
                of(Failure.permanent("stats.full", "key 1"), EXCEPTION),
                of(FAILURE, new ExceptionEvidence("a.Bang", "a.Cause", EXCEPTION.stackTrace())),
                of(FAILURE, new ExceptionEvidence("a.Boom", null, EXCEPTION.stackTrace())),
                of(
                    FAILURE,
                    new ExceptionEvidence(
                        "a.Boom", "a.Cause", "a.X.y(X.java:1)\na.D.e(D.java:20)"))))
        .hasSize(7);
  }

  private static String rejected(InvalidField... problems) {
    return Fingerprint.of("arrival", new Rejection(FAILURE, List.of(problems)));
  }

  @Test
  void that_of_a_rejection_depends_on_the_fields_and_their_rules() {
    InvalidField amount = new InvalidField("amount", "must be a decimal number");
    InvalidField currency = new InvalidField("currency", "is required");

    assertThat(
            Set.of(
                rejected(),
                rejected(amount),
                rejected(currency),
                rejected(amount, currency),
                rejected(new InvalidField("bits", "must be a decimal number")),
                rejected(new InvalidField("amount", "is required")),
                rejected(new InvalidField("amount", "must be\n8:currency is required")),
                Fingerprint.of("drain", new Rejection(FAILURE, List.of(amount)))))
        .hasSize(8)
        .allSatisfy(print -> assertThat(print).matches("[0-9a-f]{16}"));
  }

  @Test
  void that_of_a_rejection_depends_on_neither_order_nor_repetition() {
    InvalidField amount = new InvalidField("amount", "must be a decimal number");
    InvalidField currency = new InvalidField("currency", "is required");

    assertThat(rejected(amount, currency, amount)).isEqualTo(rejected(currency, amount));
  }

  @Test
  void that_of_a_rejection_without_bad_fields_is_that_of_the_failure() {
    assertThat(rejected()).isEqualTo(Fingerprint.of("arrival", FAILURE, null));
  }

  @Test
  void it_looks_at_the_top_five_frames_only() {
    String five = "a\nb\nc\nd\ne";

    assertThat(of(FAILURE, new ExceptionEvidence("x", null, five + "\nf")))
        .isEqualTo(of(FAILURE, new ExceptionEvidence("x", null, five + "\ng")));
  }
}
