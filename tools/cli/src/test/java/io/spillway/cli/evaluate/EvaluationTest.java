package io.spillway.cli.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.spillway.Policy;
import io.spillway.WordListClassifier;
import io.spillway.core.policy.trial.Disposition;
import io.spillway.core.policy.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  /** Mild and invented, labelled as by a human, who knows more than a word list. */
  private static final List<String> LINES =
      List.of(
          "{\"text\":\"what a lovely goal\",\"categories\":[]}",
          "{\"text\":\"i will kill you\",\"categories\":[\"harassment\",\"violence\"]}",
          "{\"text\":\"I WILL K1LL YOU, friend\",\"categories\":[]}",
          "",
          "{\"text\":\"you are not needed here\",\"categories\":[\"harassment\"]}",
          "{\"text\":\"kys\",\"categories\":[\"harassment\"],\"source\":\"made up\"}");

  @TempDir private Path directory;

  @Test
  void each_text_counts_once_under_each_label_and_finer_categories_count_as_theirs()
      throws IOException {
    Evaluation evaluation = evaluation();

    Confusion harassment = requireNonNull(evaluation.rows().get("harassment"));
    assertThat(harassment.labelled()).isEqualTo(3);
    assertThat(harassment.right()).isEqualTo(2);
    assertThat(harassment.wrong()).isEqualTo(1);
    assertThat(evaluation.rows().get("any")).isEqualTo(new Confusion(2, 1, 1, 1));
    assertThat(evaluation.rows())
        .containsKeys("harassment", "violence", "any")
        .doesNotContainKey("harassment/threatening");
  }

  @Test
  void precision_and_recall_follow_their_definitions() {
    Confusion row = new Confusion(6, 2, 4, 398);

    assertThat(row.precision()).isEqualTo(0.75);
    assertThat(row.recall()).isEqualTo(0.6);
    assertThat(row.f1()).isCloseTo(0.6667, within(0.0001));
    assertThat(row.falsePositivesPerThousand()).isEqualTo(5);
    assertThat(Confusion.NONE.precision()).isNaN();
    assertThat(new Confusion(0, 0, 3, 0).f1()).isZero();
  }

  @Test
  void a_category_without_labels_has_false_positives_and_no_precision() {
    Confusion row = new Confusion(0, 1, 0, 499);

    assertThat(row.precision()).isNaN();
    assertThat(row.recall()).isNaN();
    assertThat(row.f1()).isNaN();
    assertThat(row.falsePositivesPerThousand()).isEqualTo(2);
  }

  @Test
  void a_category_that_is_flagged_and_never_labelled_has_a_row() throws IOException {
    Path file =
        file(
            "input.jsonl",
            "{\"text\":\"i will kill you\",\"categories\":[]}\n"
                + "{\"text\":\"buy now\",\"categories\":[\"spam\"]}");

    Map<String, Confusion> rows = evaluation(input(file)).rows();

    assertThat(rows).containsKeys("harassment", "spam", "any");
    assertThat(rows.get("harassment/threatening")).isEqualTo(new Confusion(0, 1, 0, 1));
    assertThat(rows.get("harassment")).isEqualTo(new Confusion(0, 1, 0, 1));
  }

  @Test
  void the_withheld_share_is_that_of_the_policy() throws IOException {
    Evaluation evaluation = evaluation();

    assertThat(requireNonNull(evaluation.rows().get("any")).flagged())
        .isEqualTo(evaluation.trials().get(0).count(Disposition.WITHHELD));
    assertThat(print(new Evaluate(input(), null, List.of(), null, null)))
        .contains("Withheld: 3 of 5 texts (60.00 %)");
  }

  @Test
  void candidates_are_compared_with_the_policy() throws IOException {
    Path lax = file("lax.json", "{\"words\":{\"allowed\":[\"kys\"]}}");

    String printed = print(new Evaluate(input(), null, List.of(lax), null, null));

    assertThat(printed)
        .contains("5 texts, word list en-2, policy standard-1")
        .contains("From policy standard-1 to policy lax: ")
        .contains("precision", "recall", "F1")
        .doesNotContain("goal", "friend");
    Trial inForce = evaluation().trials().get(0);
    assertThat(inForce.count(Disposition.WITHHELD)).isEqualTo(3);
  }

  @Test
  void without_a_candidate_half_of_each_threshold_is_tried() throws IOException {
    String printed = print(new Evaluate(input(), null, List.of(), null, null));

    assertThat(printed).contains("policy halved");
  }

  @Test
  void a_policy_that_is_wrong_tells_all_of_it() throws IOException {
    Path bad = file("bad.json", "{\"rules\":{\"hate\":{\"threshold\":2}},\"wordz\":{}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> print(new Evaluate(input(), bad, List.of(), null, null)))
        .withMessageContaining("rules.hate.threshold")
        .withMessageContaining("wordz is not a known field");
  }

  private Evaluation evaluation() throws IOException {
    return evaluation(input());
  }

  private static Evaluation evaluation(InputFile input) throws IOException {
    return new Evaluation(
        new WordListClassifier(), Policy.standard(), List.of(), input.read().texts());
  }

  private static String print(Evaluate evaluate) throws IOException {
    StringWriter printed = new StringWriter();
    evaluate.print(new PrintWriter(printed));
    return printed.toString();
  }

  private InputFile input() throws IOException {
    return input(file("input.jsonl", String.join("\n", LINES)));
  }

  private static InputFile input(Path file) {
    return new InputFile(file, InputFormat.ofFile(file), null, Columns.STANDARD, LabelNames.CODES);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
