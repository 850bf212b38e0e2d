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
    assertThat(evaluation.rows().get("any")).isEqualTo(new Confusion(2, 1, 1));
    assertThat(evaluation.rows()).containsOnlyKeys("harassment", "violence", "any");
  }

  @Test
  void precision_and_recall_follow_their_definitions() {
    Confusion row = new Confusion(6, 2, 4);

    assertThat(row.precision()).isEqualTo(0.75);
    assertThat(row.recall()).isEqualTo(0.6);
    assertThat(row.f1()).isCloseTo(0.6667, within(0.0001));
    assertThat(Confusion.NONE.precision()).isNaN();
    assertThat(new Confusion(0, 0, 3).f1()).isZero();
  }

  @Test
  void candidates_are_compared_with_the_policy() throws IOException {
    Path lax = file("lax.json", "{\"words\":{\"allowed\":[\"kys\"]}}");
    StringWriter printed = new StringWriter();

    new Evaluate(input(), null, List.of(lax)).print(new PrintWriter(printed));

    assertThat(printed.toString())
        .contains("5 texts, word list, policy standard-1")
        .contains("From policy standard-1 to policy lax: ")
        .contains("precision", "recall", "F1")
        .doesNotContain("goal", "friend");
    Trial inForce = evaluation().trials().get(0);
    assertThat(inForce.count(Disposition.WITHHELD)).isEqualTo(3);
  }

  @Test
  void without_a_candidate_half_of_each_threshold_is_tried() throws IOException {
    StringWriter printed = new StringWriter();

    new Evaluate(input(), null, List.of()).print(new PrintWriter(printed));

    assertThat(printed.toString()).contains("policy halved");
  }

  @Test
  void a_line_that_is_something_else_is_named_and_not_shown() throws IOException {
    for (Map.Entry<String, String> bad :
        Map.of(
                "nonsense", "is not a JSON object",
                "{\"text\":\"secret\"}", "has no list of \"categories\"",
                "{\"categories\":[]}", "has no \"text\"",
                "{\"text\":\"secret\",\"categories\":[\"rude\"]}", "has an unknown category")
            .entrySet()) {
      Path file = file("bad.jsonl", "{\"text\":\"ok\",\"categories\":[]}\n" + bad.getKey());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LabelledText.of(file))
          .withMessage("--input: line 2 " + bad.getValue());
    }
    Path empty = file("empty.jsonl", "\n");
    assertThatIllegalArgumentException().isThrownBy(() -> LabelledText.of(empty));
  }

  @Test
  void a_policy_that_is_wrong_tells_all_of_it() throws IOException {
    Path bad = file("bad.json", "{\"rules\":{\"hate\":{\"threshold\":2}},\"wordz\":{}}");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Evaluate(input(), bad, List.of()).print(new PrintWriter(new StringWriter())))
        .withMessageContaining("rules.hate.threshold")
        .withMessageContaining("wordz is not a known field");
  }

  private Evaluation evaluation() throws IOException {
    List<LabelledText> texts = LabelledText.of(input());
    return new Evaluation(new WordListClassifier(), Policy.standard(), List.of(), texts);
  }

  private Path input() throws IOException {
    return file("input.jsonl", String.join("\n", LINES));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
