package io.spillway.cli.evaluate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ports.moderation.Category;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of labelled texts. */
class EvaluateInputTest {

  @TempDir private Path directory;

  @Nested
  class Csv {

    @Test
    void quotes_line_breaks_and_other_columns_are_read() throws IOException {
      InputFile.Content content =
          read(
              "a.csv",
              "id,text,categories\r\n"
                  + "1,\"hello, \"\"chat\"\"\",\r\n"
                  + "\r\n"
                  + "2,\"two\r\nlines\",harassment\r\n"
                  + "3,zorblax,harassment;spam\r\n"
                  + "4,\"  \",\r\n"
                  + "5,ok,none");

      assertThat(content.texts())
          .extracting(LabelledText::line, LabelledText::text, LabelledText::labels)
          .containsExactly(
              tuple(2, "hello, \"chat\"", Set.of()),
              tuple(4, "two\r\nlines", Set.of(Category.HARASSMENT)),
              tuple(6, "zorblax", Set.of(Category.HARASSMENT, Category.SPAM)),
              tuple(8, "ok", Set.of()));
      assertThat(content.blank()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void the_separator_follows_from_the_header(String separator) throws IOException {
      String row = String.join(separator, "\"a,b;c\td\"", "spam");

      List<LabelledText> texts =
          read("a.csv", "\uFEFF" + String.join(separator, "text", "label") + "\n" + row).texts();

      assertThat(texts).singleElement().extracting(LabelledText::text).isEqualTo("a,b;c\td");
    }

    @Test
    void a_header_with_other_signs_than_the_separator_is_read() throws IOException {
      String header = "\"a,b,c,d\";text;label\n";

      assertThat(read("a.csv", header + "1;hello;spam").texts()).hasSize(1);
    }

    @Test
    void a_separator_may_be_given() throws IOException {
      Path file = write("a.csv", "text|label\na,b|spam\n", UTF_8);

      assertThat(
              new InputFile(file, InputFormat.CSV, '|', Columns.STANDARD, LabelNames.CODES)
                  .read()
                  .texts())
          .hasSize(1);
    }

    @Test
    void tsv_is_separated_by_tabs() throws IOException {
      assertThat(read("a.TSV", "label\ttext\nspam\tone, two; three\n").texts())
          .singleElement()
          .extracting(LabelledText::text)
          .isEqualTo("one, two; three");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "text,label\\nok,spam\\nok            | line 3 has 1 columns instead of the header's 2",
          "text,label\\nok,spam,more            | line 2 has 3 columns instead of the header's 2",
          "text,label\\n\"a\\nb\",\\n\"open,spam | line 4 is not CSV: a quote is not closed",
          "text,label\\n\"a\"b,spam              | line 2 is not CSV: a quote is not closed",
          "text,class\\nok,spam                 | has no column \"categories\" or \"label\", but text, class: use --label-column",
          "message,label\\nok,spam              | has no column \"text\", but message, label: use --text-column",
          "text,label\\nok,rude                 | line 2 has the unknown label rude: map it by --label rude=CATEGORY (or =none, =skip)",
          "text,label\\nok,so rude              | --label 'so rude=CATEGORY'",
          "text,label\\n                        | --input has no texts",
        })
    void an_invalid_line_is_named(String content, String message) throws IOException {
      Path file = write("bad.csv", content.replace("\\n", "\n"), UTF_8);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> input(file).read())
          .withMessageContaining(message);
    }

    @Test
    void a_cell_of_many_lines_has_a_limit() throws IOException {
      Path file = write("a.csv", "text,label\n\"" + "zorblax\n".repeat(30_000) + "\",\n", UTF_8);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> input(file).read())
          .withMessageContaining("line 2 has more than 100000 characters");
    }
  }

  @Nested
  class JsonLinesFormat {

    @Test
    void labels_are_a_list_or_one_value_of_any_column() throws IOException {
      Path file =
          write(
              "a.ndjson",
              """
              \uFEFF{"says":"hello","label":"O"}
              {"says":"zorblax","label":["E","spam"],"id":7}
              {"says":"","label":[]}
              {"says":"one","label":1}
              """,
              UTF_8);
      LabelNames names = LabelNames.of(List.of("O=none", "E=harassment", "1=hate"), null);

      InputFile.Content content =
          new InputFile(
                  file, InputFormat.ofFile(file), null, new Columns("says", Columns.LABELS), names)
              .read();

      assertThat(content.texts())
          .extracting(LabelledText::labels)
          .containsExactly(
              Set.of(), Set.of(Category.HARASSMENT, Category.SPAM), Set.of(Category.HATE));
      assertThat(content.blank()).isEqualTo(1);
    }

    @Test
    void an_invalid_line_is_named_and_not_shown() throws IOException {
      for (Map.Entry<String, String> bad :
          Map.of(
                  "nonsense", "is not a JSON object",
                  "{\"text\":\"secret\"}", "has no \"categories\" or \"label\"",
                  "{\"categories\":[]}", "has no text \"text\"",
                  "{\"text\":\"secret\",\"label\":{}}",
                      "has an invalid label: \"categories\" or \"label\" must be a text or a list",
                  "{\"text\":\"secret\",\"categories\":[\"rude\"]}",
                      "has the unknown label rude: map it by --label rude=CATEGORY (or =none,"
                          + " =skip), or all others by --other-labels")
              .entrySet()) {
        Path file =
            write("bad.jsonl", "{\"text\":\"ok\",\"categories\":[]}\n" + bad.getKey(), UTF_8);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> input(file).read())
            .withMessage("--input: line 2 " + bad.getValue());
      }
      Path empty = write("empty.jsonl", "\n", UTF_8);
      assertThatIllegalArgumentException().isThrownBy(() -> input(empty).read());
    }
  }

  @Nested
  class Labels {

    @Test
    void a_whole_cell_is_mapped_before_its_parts() throws Exception {
      LabelNames names = LabelNames.of(List.of("not hateful=none", "a=b=hate"), null);

      assertThat(names.categories(List.of(" not hateful "))).contains(Set.of());
      assertThat(names.categories(List.of("a=b, spam")))
          .contains(Set.of(Category.HATE, Category.SPAM));
      assertThat(names.categories(List.of(" "))).contains(Set.of());
    }

    @Test
    void other_labels_may_have_a_category() throws Exception {
      assertThat(LabelNames.of(List.of("O=none"), "hate").categories(List.of("E")))
          .contains(Set.of(Category.HATE));
      assertThat(LabelNames.of(List.of("E=hate"), "none").categories(List.of("anything else")))
          .contains(Set.of());
    }

    @Test
    void a_text_with_a_skipped_label_is_left_out() throws IOException {
      Path file = write("a.csv", "text,label\none,unsure\ntwo,\nthree,spam;unsure\n", UTF_8);
      LabelNames names = LabelNames.of(List.of("unsure=skip"), null);

      InputFile.Content content =
          new InputFile(file, InputFormat.CSV, null, Columns.STANDARD, names).read();

      assertThat(content.texts()).extracting(LabelledText::text).containsExactly("two");
      assertThat(content.skipped()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
      "E,           --label must be VALUE=CATEGORY",
      "=hate,       --label must be VALUE=CATEGORY",
      "E=rude,      --label: unknown category rude",
      "O=hate,      --label maps O twice",
    })
    void an_invalid_mapping_is_refused(String mapping, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LabelNames.of(List.of("O=none", mapping), null))
          .withMessageContaining(message);
    }

    @Test
    void a_file_without_labels_is_read_as_acceptable() throws IOException {
      Path file = write("a.csv", "author,message\nann,hello\n", UTF_8);

      assertThat(
              new InputFile(
                      file,
                      InputFormat.CSV,
                      null,
                      new Columns("message", List.of()),
                      LabelNames.CODES)
                  .read()
                  .texts())
          .singleElement()
          .extracting(LabelledText::labels)
          .isEqualTo(Set.of());
    }
  }

  @Nested
  class Limits {

    @Test
    void a_long_line_is_named() throws IOException {
      Path file = write("a.jsonl", "\n{\"text\":\"" + "a".repeat(200_000) + "\"}", UTF_8);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> input(file).read())
          .withMessage("--input: line 2 has more than 100000 characters");
    }

    @Test
    void too_many_rows_are_refused() throws IOException {
      Path file = write("a.csv", "text,label\n" + "a,\n".repeat(100_001), UTF_8);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> input(file).read())
          .withMessage("--input has more than 100000 rows");
    }

    @Test
    void another_encoding_is_refused() throws IOException {
      Path file = write("a.csv", "text,label\ncafé,\n", ISO_8859_1);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> input(file).read())
          .withMessageContaining("--input is not UTF-8");
    }

    @Test
    void an_unknown_extension_needs_a_format() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> InputFormat.ofFile(Path.of("a.txt")))
          .withMessageContaining("--format");
    }
  }

  private InputFile.Content read(String name, String content) throws IOException {
    return input(write(name, content, UTF_8)).read();
  }

  private static InputFile input(Path file) {
    return new InputFile(file, InputFormat.ofFile(file), null, Columns.STANDARD, LabelNames.CODES);
  }

  private Path write(String name, @Nullable String content, Charset charset) throws IOException {
    return Files.writeString(directory.resolve(name), String.valueOf(content), charset);
  }
}
