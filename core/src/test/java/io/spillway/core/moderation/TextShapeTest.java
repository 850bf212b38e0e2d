package io.spillway.core.moderation;

import static io.spillway.core.moderation.PolicyBuilder.policy;
import static io.spillway.ports.moderation.Category.SPAM;
import static io.spillway.ports.moderation.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.ShapeRules;
import io.spillway.core.moderation.TextShape.Limit;
import io.spillway.core.text.ReadText;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.ShapeDraft;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextShapeTest extends Moderating {

  private static final String ZALGO = "h" + "\u0337\u0322\u0300".repeat(4) + "i";

  private static @Nullable Limit exceeded(ShapeRules rules, String text) {
    return TextShape.findExceeded(rules, text);
  }

  private static ShapeRules capitals(double most, int letters) {
    return new ShapeRules(1, new CapitalsLimit(most, letters), 0, 0, 0, 0);
  }

  private static ShapeRules emoji(int most) {
    return new ShapeRules(1, CapitalsLimit.NONE, 0, most, 0, 0);
  }

  @Test
  void capitals_count_as_a_share_of_the_letters_from_so_many_letters_on() {
    assertThat(exceeded(capitals(0.5, 5), "HELLo")).isEqualTo(Limit.CAPITALS);
    assertThat(exceeded(capitals(0.8, 5), "HELLo")).isNull();
    assertThat(exceeded(capitals(0.5, 6), "HELLo")).isNull();
    assertThat(exceeded(capitals(0.5, 5), "HELlo wel")).isNull();
    assertThat(exceeded(capitals(0, 1), "A")).isEqualTo(Limit.CAPITALS);
    assertThat(exceeded(capitals(0, 1), "1234!")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"日本語のチャットです", "שלום לכולם", "مرحبا بالجميع", "สวัสดีทุกคน", "नमस्ते दोस्तों"})
  void scripts_without_case_have_no_capitals(String text) {
    assertThat(exceeded(capitals(0, 1), text)).isNull();
  }

  @Test
  void capitals_of_other_alphabets_count() {
    assertThat(exceeded(capitals(0.5, 5), "ПРИВЕТ")).isEqualTo(Limit.CAPITALS);
    assertThat(exceeded(capitals(0.5, 5), "Привет")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaa",
        "no!!!!!!",
        "....." + ".",
        "❤️❤️❤️❤️❤️❤️",
        "a\u200ba\u200ba\u200ba\u200baa",
        "😀😀😀😀😀😀"
      })
  void a_run_of_one_sign_counts_without_invisible_signs(String text) {
    assertThat(exceeded(new ShapeRules(1, CapitalsLimit.NONE, 5, 0, 0, 0), text))
        .isEqualTo(Limit.RUN);
    assertThat(exceeded(new ShapeRules(1, CapitalsLimit.NONE, 6, 0, 0, 0), text)).isNull();
  }

  @Test
  void spaces_end_a_run_and_are_none() {
    ShapeRules rules = new ShapeRules(1, CapitalsLimit.NONE, 3, 0, 0, 0);
    assertThat(exceeded(rules, "aaa aaa      aaa")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "❤️, 1",
    "❤, 1",
    "👍🏽, 1",
    "👨‍👩‍👧‍👦, 1",
    "🏴‍☠️, 1",
    "🙂‍↔️, 1",
    "❤️‍🔥, 1",
    "🇩🇪, 1",
    "🇩🇪🇫🇷, 2",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿, 1",
    "1️⃣, 1",
    "©️, 1",
    "©, 0",
    "😀😀 😀, 3",
    "a😀b👩🏽‍🚒c, 2",
    "★☆, 2",
    "(╯°□°)╯ 1234 #* ¿?, 0",
    "⣿⣿⣿ █▀▄, 0",
  })
  void an_emoji_of_several_code_points_counts_once(String text, int count) {
    assertThat(exceeded(emoji(count == 0 ? 1 : count), text)).isNull();
    if (count > 1) {
      assertThat(exceeded(emoji(count - 1), text)).isEqualTo(Limit.EMOJI);
    }
    assertThat(exceeded(emoji(1), text + "😀")).isEqualTo(count == 0 ? null : Limit.EMOJI);
  }

  @Test
  void line_breaks_count_in_every_form_and_a_pair_once() {
    ShapeRules rules = new ShapeRules(1, CapitalsLimit.NONE, 0, 0, 4, 0);
    assertThat(exceeded(rules, "a\nb\r\nc\rd\u2028e")).isNull();
    assertThat(exceeded(rules, "a\nb\r\nc\rd\u2028e\u0085f")).isEqualTo(Limit.LINE_BREAKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "می\u200cخواهم نامه\u200cای",
        "क्\u200dष क्षत्रिय हिन्दी",
        "Vie\u0302\u0323t Nam",
        "שָׁ֑לוֹם",
        "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ",
        "น้ำ ปู่ ที่นี่",
        "မြန်မာ ကျွန်ုပ်",
        "བསྒྲུབས་",
        "1️⃣2️⃣ ❤️‍🔥",
      })
  void marks_and_joiners_of_languages_are_no_abuse(String text) {
    assertThat(exceeded(ShapeRules.STANDARD, text)).isNull();
  }

  @Test
  void marks_count_for_each_character_and_joiners_do_not_split_them() {
    ShapeRules rules = new ShapeRules(1, CapitalsLimit.NONE, 0, 0, 0, 3);
    assertThat(exceeded(rules, "a\u0301\u0301\u0301b\u0301\u0301\u0301")).isNull();
    assertThat(exceeded(rules, "a\u0301\u0301\u200d\u0301\u0301")).isEqualTo(Limit.MARKS);
    assertThat(exceeded(rules, " \u0301\u0301\u0301\u0301")).isEqualTo(Limit.MARKS);
  }

  @Test
  void rules_without_a_score_have_no_effect() {
    assertThat(exceeded(new ShapeRules(0, new CapitalsLimit(0, 1), 1, 1, 1, 1), "AAA")).isNull();
    assertThat(exceeded(ShapeRules.OFF, "A".repeat(500))).isNull();
  }

  @Test
  void the_standard_policy_withholds_zalgo_and_a_wall_of_line_breaks_and_names_the_limit() {
    assertThat(reasonOf(Policy.standard(), ZALGO))
        .isEqualTo(
            "spam scored 0.80, threshold 0.80: too many combining marks (policy standard-1)");
    assertThat(reasonOf(Policy.standard(), "a" + "\n".repeat(31) + "b"))
        .isEqualTo("spam scored 0.80, threshold 0.80: too many line breaks (policy standard-1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LETS GOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO",
        "😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂😂",
        "KEKW KEKW KEKW KEKW KEKW KEKW KEKW KEKW",
        "a\nb\nc\nd",
      })
  void the_standard_policy_publishes_everyday_excitement(String text) {
    assertThat(moderated(Policy.standard(), text)).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void an_exempt_author_may_use_any_shape_but_no_banned_word() {
    Policy strict =
        policy()
            .rule(SPAM, 0.5, LOW)
            .banned("vermin", SPAM)
            .build()
            .with(
                PolicyDraft.EMPTY.withShape(
                    new ShapeDraft(0.9, new CapitalsLimit(0.5, 3), null, null, null, null)),
                "strict");

    assertThat(moderation.moderate(strict, ReadText.of("LOUD"), true))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(moderation.moderate(strict, ReadText.of("LOUD"), false))
        .isInstanceOf(Verdict.Flagged.class);
    assertThat(
            ((Verdict.Flagged) moderation.moderate(strict, ReadText.of("LOUD VERMIN"), false))
                .reason())
        .isEqualTo("spam scored 1.00, threshold 0.50 (policy strict)");
    assertThat(moderation.moderate(strict, ReadText.of("LOUD VERMIN"), true))
        .isInstanceOf(Verdict.Flagged.class);
  }

  @Test
  void a_recheck_does_not_judge_the_shape() {
    TextModeration standard = new TextModeration(new Classifier(), stream -> Policy.standard());

    assertThat(standard.attempt("stream", ZALGO).verdict()).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void a_shape_withholds_while_the_classifier_is_away() {
    answer = failing(new IllegalStateException("down"));

    assertThat(moderated(Policy.standard(), ZALGO)).isInstanceOf(Verdict.Flagged.class);
  }

  @Test
  void the_score_of_a_shape_is_a_score_for_spam() {
    assertThat(Policy.standard().floor(ZALGO)).isEqualTo(Scores.of(SPAM, 0.8));
  }

  private Verdict moderated(Policy policy, String text) {
    return moderation.moderate(policy, ReadText.of(text), false);
  }

  private String reasonOf(Policy policy, String text) {
    return ((Verdict.Flagged) moderated(policy, text)).reason();
  }
}
