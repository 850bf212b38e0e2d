package io.spillway.architecture.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The style guide of CONTRIBUTING.md, section "Language", on every text of the repository. */
class StyleTest {

  private static final StyleGuide GUIDE = StyleGuide.read();
  private static List<SourceText> texts = List.of();

  @BeforeAll
  static void readTheRepository() throws IOException {
    texts = StyleGuide.textsOfTheRepository();
  }

  @Test
  void the_repository_keeps_the_style_guide() {
    StyleGuide.Result result = GUIDE.check(texts);

    assertThat(result.findings()).withFailMessage(() -> report(result.findings())).isEmpty();
    assertThat(result.unusedExceptions()).as("exceptions that are not needed").isEmpty();
  }

  @Test
  void texts_of_all_kinds_are_checked() {
    List<String> paths = texts.stream().map(SourceText::path).toList();

    assertThat(paths)
        .contains(
            "README.md",
            "CONTRIBUTING.md",
            "docs/runbook.md",
            "app-functions/src/main/resources/io/spillway/functions/openapi.json",
            "architecture-tests/src/test/java/io/spillway/architecture/style/StyleTest.java")
        .doesNotContain("CHANGELOG.md")
        .noneMatch(path -> path.startsWith("docs/decisions/"));
    assertThat(paths).hasSizeGreaterThan(1000);
  }

  private static String report(List<Finding> findings) {
    return findings.size()
        + " violations of the style guide (CONTRIBUTING.md, \"Language\"):\n"
        + findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }

  private static List<String> check(String path, String text) {
    return GUIDE.check(List.of(new SourceText(path, text))).findings().stream()
        .map(finding -> finding.line() + ": " + finding.rule())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** What is sent. */ class A {}",
        "/** Whoever sends. */ public final @Deprecated(since = \"1\") class A {}",
        "/** How much was sent. */ @SuppressWarnings(\"x\") record A(int one) {}",
        "/** Where it lies. */ interface A {}",
        "/** Those who send. */ enum A {}",
        "/** Of two the first. */ @interface A {}",
        "/** Which was sent. */ package a;"
      })
  void a_class_javadoc_that_begins_with_a_question_word_is_found(String source) {
    assertThat(check("A.java", source)).contains("1: class Javadoc's first word");
  }

  @Test
  void a_class_javadoc_that_begins_with_a_noun_or_a_verb_passes() {
    assertThat(check("A.java", "/** Sliding-window rate limiter. */ class A {}")).isEmpty();
    assertThat(check("A.java", "/** Counts messages. */ class A {}")).isEmpty();
    assertThat(check("A.java", "class A {\n  /** What it sends. */\n  int a;\n}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@param id whose stream it is | @param",
        "@param <T> what is sent | @param",
        "@param id it is the stream's | @param",
        "@return what was sent | @return",
        "@throws A who sends too much | @throws"
      })
  void a_tag_that_begins_with_a_question_word_is_found(String tag, String rule) {
    String source = "class A {\n  /**\n   * Sends.\n   *\n   * " + tag + "\n   */\n  int a;\n}";

    assertThat(check("A.java", source)).containsExactly("5: " + rule + "'s first word");
  }

  @Test
  void an_inline_return_that_begins_with_a_question_word_is_found() {
    assertThat(check("A.java", "class A {\n  /** {@return how many} */\n  int a;\n}"))
        .containsExactly("2: @return's first word");
  }

  @Test
  void tags_that_begin_with_a_noun_or_a_condition_pass() {
    String source =
        """
        class A {
          /**
           * Sends.
           *
           * @param id the stream's id
           * @return whether there is one
           * @throws A if the store failed
           */
          int a;
        }
        """;

    assertThat(check("A.java", source)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Counts all the\n   * same. */",
        "/* Counts all the same. */",
        "// Counts all\n  // the same.",
        "String a = \"Counts all the same\";",
        "String a = \"Counts all\"\n + \" the same\";",
        "String a = \"\"\"\n Counts all the same.\n \"\"\";"
      })
  void a_banned_phrase_is_found_in_comments_and_messages(String text) {
    assertThat(check("A.java", "class A {\n  " + text + "\n  int b;\n}"))
        .singleElement()
        .asString()
        .matches("[23]: 'all the same' in a (comment|message) \\(say: regardless\\)");
  }

  @Test
  void a_banned_word_is_code_where_it_is_a_name() {
    String source =
        """
        class A {
          /** Calls {@code burial()} for room-1. */
          int burial;
          String code = "burial";
          String event = "the code EVENT_BURIED";
        }
        """;

    assertThat(check("A.java", source)).isEmpty();
  }

  @Test
  void a_banned_word_is_found_in_documents() {
    assertThat(check("README.md", "# Title\n\nThe queue\nis looked\nat once a minute.\n"))
        .containsExactly("4: 'looked at' in a document (say: checked, reviewed)");
    assertThat(check("README.md", "Call `burial()`, see [decision 1](0001-rooms.md).")).isEmpty();
  }

  @Test
  void a_banned_word_is_found_in_the_openapi_document() {
    String json = "{\n  \"room\": \"a room\",\n  \"description\": \"The \\\"room\\\" of it\"\n}";

    assertThat(check("a/openapi.json", json))
        .containsExactly("3: 'room' in a description (say: module)");
  }

  @Test
  void a_method_that_acts_and_is_named_by_a_participle_is_found() {
    String source =
        """
        class A {
          String checked(String text) {
            return text.strip();
          }

          void told() {}

          private static int found(int where) {
            return where;
          }

          String kept() {
            return checked("");
          }
        }
        """;

    String rule = ": method named by a participle, but not a value or a wither";
    assertThat(check("A.java", source))
        .containsExactly("2" + rule, "6" + rule, "8" + rule, "12" + rule);
  }

  @Test
  void values_withers_overrides_and_exceptions_may_be_named_by_a_participle() {
    String source =
        """
        class A {
          private String sent;

          String sent() {
            return sent;
          }

          boolean closed() {
            return sent.isEmpty();
          }

          A marked(String by) {
            return this;
          }

          static Exception refused(String by) {
            return new Exception(by);
          }

          @Override
          public void released(int id) {}

          void embed(int text) {}

          record B(int one) {
            int counted() {
              return one + 1;
            }
          }

          interface C {
            String accepted();
          }
        }
        """;

    assertThat(check("A.java", source)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "who_sends_too_much_is_refused",
        "what_was_sent_is_there",
        "whose_claim_ended_may_decide",
        "of_two_claims_one_wins",
        "nobody_is_told"
      })
  void a_test_named_by_a_riddle_is_found(String name) {
    assertThat(check("A.java", "class A {\n  @Test\n  void " + name + "() {}\n}"))
        .containsExactly("3: test name's first word");
    assertThat(check("A.java", "class A {\n  void " + name + "() {}\n}")).isEmpty();
  }

  @Test
  void a_comment_that_only_points_to_another_member_is_found() {
    String source = "class A {\n  /**\n   * Counts.\n   *\n   * @return see {@link #b()}\n   */\n}";

    assertThat(check("A.java", source)).containsExactly("5: filler");
  }

  @Test
  void an_exception_covers_a_finding_in_its_file_only() {
    StyleGuide guide =
        new StyleGuide(
            Sections.read("words.txt"),
            Sections.parse("[method names]\n[findings]\na/A.java: the room\nB.java: a desk"));
    List<SourceText> texts =
        List.of(
            new SourceText("a/A.java", "// the room\nclass A {}"),
            new SourceText("b/A.java", "// the room\nclass A {}"));

    StyleGuide.Result result = guide.check(texts);
    assertThat(result.findings()).extracting(Finding::path).containsExactly("b/A.java");
    assertThat(result.unusedExceptions()).containsExactly("B.java: a desk");
  }
}
