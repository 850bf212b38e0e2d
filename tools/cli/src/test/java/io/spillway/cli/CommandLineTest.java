package io.spillway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Arguments and exit codes of the command line. */
class CommandLineTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "run --port 70000,         --port must be 0 to 65535",
    "run --port many,          'many' is not an int",
    "run --host 0.0.0.0,       --host must be a loopback address",
    "run --host 192.0.2.1,     --host must be a loopback address",
    "run --sprot 1,            Unknown option",
    "demo --rate -1,           --rate must be 0 to 10000",
    "demo --rate 20000,        --rate must be 0 to 10000",
    "demo --seconds 0,         --seconds must be 1 to 3600",
    "demo --url ftp://x,       --url must begin with http",
    "demo --input nowhere.jsonl, --input cannot be read",
    "fly,                      Unmatched argument",
    "dead-leters,              Did you mean: spillway dead-letters",
    "demo --seconsd 1,         --seconds",
    "load --azure-local --url http://x, --azure-local excludes --url",
    "package --version a:b,    --version must be 1 to 64 letters",
    "test,                     ./spillway test",
  })
  void invalid_arguments_exit_with_2_and_a_message(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dead-letters list --sate open",
        "dead-letters redrive --al --reason x",
        "deadletters",
        "hlep",
        "run --port many"
      })
  void an_error_in_arguments_takes_few_lines_and_names_the_help(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(4);
    assertThat(err.toString()).contains("See: spillway", "--help");
  }

  @Test
  void no_help_is_broken_within_a_url_or_wider_than_the_terminal() {
    commands(Main.commandLine())
        .forEach(
            command -> {
              for (int columns : List.of(80, 100)) {
                String help = command.setUsageHelpWidth(columns).getUsageMessage();
                assertThat(help.lines())
                    .as(command.getCommandName())
                    .allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(columns));
                assertThat(help.replace("http://127.0.0.1:7071", ""))
                    .as(command.getCommandName())
                    .doesNotContain("http://1");
              }
            });
  }

  @Test
  void no_command_ends_with_2() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand");
  }

  @Test
  void a_port_in_use_exits_with_1_and_advice() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(execute("run", "--port", port)).isEqualTo(1);

      assertThat(err.toString()).contains("cannot listen on 127.0.0.1:" + port, "--port 0");
    }
  }

  @Test
  void a_demo_without_a_server_ends_with_1_and_says_so() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(execute("demo", "--url", "http://127.0.0.1:" + port)).isEqualTo(1);

    assertThat(err.toString()).contains("cannot connect to the server", "127.0.0.1:" + port);
  }

  @Test
  void a_line_of_the_input_that_has_no_text_is_named() throws IOException {
    Path input = folder.resolve("lines.jsonl");
    Files.writeString(input, "{\"text\":\"hello\"}\n\n{\"words\":\"hello\"}\n");

    assertThat(execute("demo", "--input", input.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("line 3").doesNotContain("hello");
  }

  @Test
  void help_names_every_command_and_the_exit_codes() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains(Main.commandLine().getSubcommands().keySet())
        .contains("0   Success.", "1   Something failed", "2   Invalid arguments");
  }

  @Test
  void nothing_is_coloured_without_a_terminal() {
    execute("--help");
    execute("demo", "--sprot");
    assertThat(out + err.toString()).doesNotContain("\u001B");
  }

  @Test
  void a_script_completes_commands_and_their_options() throws Exception {
    assertThat(execute("completion")).isZero();

    Path script = Files.writeString(folder.resolve("completion.sh"), out.toString());
    assertThat(completed(script, "spillway", "de")).containsExactly("demo", "dead-letters");
    assertThat(completed(script, "spillway", "run", "--azure")).containsExactly("--azure-local");
  }

  /** Returns the words that bash offers in place of the last one. */
  private static List<String> completed(Path script, String... words) throws Exception {
    String line = "COMP_WORDS=(" + String.join(" ", words) + ")";
    String ask =
        "source %s; %s; COMP_CWORD=%d; _complete_spillway; printf '%%s\n' \"${COMPREPLY[@]}\""
            .formatted(script, line, words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", ask).start();
    try (BufferedReader output = bash.inputReader()) {
      return output.lines().map(String::strip).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version"})
  void the_version_is_printed(String argument) {
    assertThat(execute(argument)).isZero();
    assertThat(out.toString()).startsWith("spillway ");
  }

  /** Returns a command with all below it. */
  private static Stream<CommandLine> commands(CommandLine root) {
    return Stream.concat(
        Stream.of(root),
        root.getSubcommands().values().stream().flatMap(CommandLineTest::commands));
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
