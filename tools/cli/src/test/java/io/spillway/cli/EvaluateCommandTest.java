package io.spillway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Options, output and exit codes of {@code spillway evaluate}. */
class EvaluateCommandTest {

  private static final String CHAT = "--input chat.csv --text-column message --label-column class";

  private static final String LABELS = "--label E=harassment --label O=none";

  @TempDir private Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void writeFiles() throws IOException {
    write(
        "chat.csv",
        "id;message;class\n1;you zorblax;E\n2;zorblax is a fish;O\n3;hello;O\n4;go away;E\n5;hi;O\n");
    write("strict.json", "{\"words\":{\"banned\":{\"zorblax\":\"harassment\"}}}");
  }

  @Test
  void a_csv_file_with_its_own_labels_is_evaluated() {
    assertThat(execute(CHAT, LABELS, "--policy strict.json")).isZero();

    assertThat(out.toString().lines())
        .contains(
            "5 texts, word list en-2, policy strict",
            "harassment                       2        2      1       0.50    0.50   0.50   333.33",
            "any                              2        2      1       0.50    0.50   0.50   333.33",
            "Withheld: 2 of 5 texts (40.00 %)");
    assertThat(out.toString()).doesNotContain("zorblax", "hello");
  }

  @Test
  void a_file_without_labels_has_false_positives_only() {
    assertThat(
            execute("--input chat.csv --text-column message --unlabelled", "--policy strict.json"))
        .isZero();

    assertThat(out.toString())
        .containsPattern("any +0 +2 +0 +- +- +- +400\\.00")
        .contains("Withheld: 2 of 5 texts (40.00 %)");
  }

  @Test
  void figures_are_saved_and_printed_next_to_those_of_a_later_run() throws IOException {
    assertThat(execute(CHAT, LABELS, "--save before.json")).isZero();
    String saved = Files.readString(folder.resolve("before.json"));

    assertThat(saved)
        .contains(
            "\"file\" : \"chat.csv\"", "\"wordList\" : \"en-2\"", "\"policy\" : \"standard-1-")
        .doesNotContain("zorblax", "hello", folder.toString());

    String strict = "--policy strict.json --previous before.json";
    assertThat(execute(CHAT, LABELS, strict)).isZero();

    assertThat(out.toString())
        .containsPattern(
            "From word list en-2, policy standard-1-\\w{8} to word list en-2, policy s")
        .containsPattern("harassment +flagged +0 -> +2 +\\+2")
        .containsPattern("harassment +precision +- -> +0\\.500 +-\n")
        .containsPattern("harassment +recall +0\\.000 -> +0\\.500 +\\+0\\.500")
        .containsPattern("harassment +F1 +0\\.000 -> +0\\.500 +\\+0\\.500")
        .containsPattern("any +FP/1000 +0\\.000 -> +333\\.333 +\\+333\\.333")
        .containsPattern("all texts +withheld % +0\\.000 -> +40\\.000 +\\+40\\.000");
  }

  @Test
  void equal_figures_have_no_difference() {
    assertThat(execute(CHAT, LABELS, "--save before.json")).isZero();
    assertThat(execute(CHAT, LABELS, "--previous before.json")).isZero();

    assertThat(out.toString())
        .containsPattern("harassment +flagged +0 -> +0 +=")
        .containsPattern("harassment +precision +- -> +- +=");
  }

  @Test
  void figures_of_another_input_or_of_other_labels_are_refused() throws IOException {
    assertThat(execute(CHAT, LABELS, "--save before.json")).isZero();

    String otherLabels = "--label E=hate --label O=none";
    assertThat(execute(CHAT, otherLabels, "--previous before.json")).isEqualTo(2);
    assertThat(err.toString()).contains("--previous was saved with other columns or labels");

    write("chat.csv", "id;message;class\n1;hello;O\n");
    assertThat(execute(CHAT, LABELS, "--previous before.json")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--previous was saved for another input: chat.csv (SHA-256 ")
        .doesNotContain("hello");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "chat.csv,       line 2 has the unknown label E: map it by --label E=CATEGORY",
    "strict.json,    line 1 has no text",
    "chat,           name its format by --format",
    "missing.csv,    cannot be read",
  })
  void an_invalid_input_exits_with_2_and_a_message(String input, String message) {
    assertThat(execute("--input " + input + " --text-column message --label-column class"))
        .isEqualTo(2);

    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--unlabelled --label E=hate,           --unlabelled excludes",
    "--format xml,                          '--format must be csv, tsv or jsonl'",
    "--format jsonl --separator tab,        --separator requires CSV",
    "--separator ab,                        '--separator must be one character, or tab'",
    "--other-labels rude,                   --other-labels: unknown category rude",
    "--text-column message --unlabelled --save chat.csv, --save must not be the file of --input",
    "--previous strict.json --other-labels none --text-column message --label-column class,"
        + " was not written by --save",
    "--previous chat.csv --other-labels none --text-column message --label-column class,"
        + " was not written by --save",
  })
  void an_invalid_option_exits_with_2_and_a_message(String options, String message) {
    assertThat(execute("--input chat.csv", options)).isEqualTo(2);

    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_tab_as_separator_has_a_name() throws IOException {
    write("chat.csv", "message;a\tlabel\nhello\tspam\n");

    assertThat(execute("--input chat.csv --text-column message;a", "--separator tab")).isZero();
  }

  /** Runs the command with the files of the folder. */
  private int execute(String... options) {
    out = new StringWriter();
    err = new StringWriter();
    String[] arguments =
        Stream.of(("evaluate " + String.join(" ", options)).split(" "))
            .map(part -> part.matches("\\w+\\.(csv|json)|chat") ? path(part) : part)
            .toArray(String[]::new);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
