package io.spillway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void one_seed_that_keeps_every_promise_ends_with_0() {
    assertThat(execute("--seed", "1")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("1 played, every promise kept");
  }

  @Test
  void one_seed_ends_as_it_does_among_others() {
    assertThat(execute("--seeds", "1..1")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("1 played, every promise kept");
  }

  @ParameterizedTest
  @CsvSource({
    "--seed many,     'many' is not a long",
    "--seeds 9..0,    --seeds must be FROM..TO",
    "--minutes 0,     --minutes must be 1 to 1440",
    "--below,         --below goes with --azure-local",
    "--sed 1,         Unknown option",
  })
  void invalid_arguments_exit_with_2_and_a_message(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
