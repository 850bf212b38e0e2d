package io.spillway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LoadCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void without_a_url_it_loads_a_server_of_its_own_and_ends_it() {
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("load", "--from", "20", "--most", "20", "--step", "1");

    assertThat(code).as(out + err.toString()).isZero();
    assertThat(out.toString())
        .contains("Loading stream load-", "of http://127.0.0.1:", "All consistent.");
    assertThat(ProcessHandle.current().descendants()).noneMatch(this::isServer);
  }

  private boolean isServer(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("--until-input-ends");
  }
}
