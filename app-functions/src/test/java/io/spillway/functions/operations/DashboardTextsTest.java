package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the dashboard's texts, one for each language. */
class DashboardTextsTest {

  private static final String SOURCE_LANGUAGE = "en";

  /** Languages are called by their own names in every language. */
  private static final Set<String> LANGUAGES = Set.of("Português (Brasil)");

  /** The forms of plurals that each language needs for whole numbers, of CLDR. */
  private static final Map<String, Set<String>> PLURALS =
      Map.of(
          "en", Set.of("one", "other"),
          "de", Set.of("one", "other"),
          "es", Set.of("one", "many", "other"),
          "pt-BR", Set.of("one", "many", "other"),
          "ja", Set.of("other"));

  private static final Pattern PLURAL = Pattern.compile("_(zero|one|two|few|many|other)$");

  /** Terms that other languages use as they are. */
  private static final Pattern TERM =
      Pattern.compile("(?i)dead letters?|json patch|circuit breaker");

  private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)");

  /** Keys in code, and the beginnings of those that are computed. */
  private static final String KEY = "\\b(?:t|rich|tell)\\(\\s*\"([\\w.-]+)\"";

  private static final String ANY_KEY = "\"([a-z]+\\.[\\w./-]+)\"";
  private static final String COMPUTED_KEY = "\"([a-z]+\\.(?:[\\w-]+\\.)*)\" \\+";
  private static final String LIST = "\\b(?:named|codeChip)\\(\\s*\"([a-z-]+(?:\\.[a-z-]+)*)\"";

  private static Map<String, String> table(String language) {
    String name = "texts-" + language + ".json";
    Map<String, String> texts = new TreeMap<>();
    collect("", Json.readObject(DashboardFile.named(name).orElseThrow().text()), texts);
    return texts;
  }

  private static void collect(String path, JsonNode node, Map<String, String> texts) {
    if (node.isTextual()) {
      texts.put(path, node.asText());
    }
    node.fields()
        .forEachRemaining(
            field ->
                collect(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    texts));
  }

  private static Map<String, ScriptLiterals> scripts() {
    Map<String, ScriptLiterals> scripts = new TreeMap<>();
    DashboardSources.endingIn(".js")
        .forEach((name, source) -> scripts.put(name, new ScriptLiterals(source)));
    return scripts;
  }

  private static Set<String> inAllScripts(String regex) {
    return scripts().values().stream()
        .flatMap(script -> script.all(regex).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the key without the form of its plural or its context. */
  private static String base(String key) {
    return PLURAL.matcher(key).replaceFirst("").replaceFirst("_none$", "");
  }

  private static Set<String> values(String text) {
    return VALUE
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void no_page_has_words_of_its_own() {
    scripts()
        .forEach(
            (name, script) -> {
              assertThat(script.wordsInMarkup()).as(name).isEmpty();
              assertThat(script.sentences()).as(name).isSubsetOf(LANGUAGES);
            });
  }

  @Test
  void words_of_a_page_are_found_wherever_they_are() {
    ScriptLiterals script =
        new ScriptLiterals(
            """
            // A comment with "Words here".
            const pattern = /[/"`]x/u;
            say("Message withheld");
            const a = html`<p title="Read aloud" class="b c">${on ? html`<b>Nested text</b>` : t("a.b")}</p>`;
            const b = `plain ${one} words`;
            """);
    assertThat(script.wordsInMarkup()).containsExactly("Nested text", "Read aloud");
    assertThat(script.sentences()).containsExactly("Message withheld");
    assertThat(script.strings()).containsExactly("Message withheld", "a.b");
    assertThat(script.all(KEY)).containsExactly("a.b");
  }

  @Test
  void every_key_of_a_page_is_in_the_table() {
    Set<String> known =
        table(SOURCE_LANGUAGE).keySet().stream()
            .map(DashboardTextsTest::base)
            .collect(Collectors.toSet());
    assertThat(inAllScripts(KEY))
        .isNotEmpty()
        .allMatch(
            key ->
                key.endsWith(".")
                    ? known.stream().anyMatch(k -> k.startsWith(key))
                    : known.contains(key));
  }

  @Test
  void every_text_of_the_table_is_on_a_page() {
    Set<String> used = inAllScripts(ANY_KEY);
    Set<String> beginnings = inAllScripts(COMPUTED_KEY);
    inAllScripts(LIST).forEach(list -> beginnings.add(list + "."));
    assertThat(table(SOURCE_LANGUAGE).keySet())
        .allSatisfy(
            key ->
                assertThat(
                        used.contains(base(key)) || beginnings.stream().anyMatch(key::startsWith))
                    .as(key)
                    .isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "pt-BR", "ja"})
  void every_language_has_every_text_with_its_values(String language) {
    Map<String, String> source = new TreeMap<>();
    table(SOURCE_LANGUAGE).forEach((key, text) -> source.put(base(key), text));
    Map<String, String> translated = table(language);
    assertThat(translated.keySet().stream().map(DashboardTextsTest::base).distinct())
        .containsExactlyInAnyOrderElementsOf(source.keySet());
    translated.forEach(
        (key, text) ->
            assertThat(values(source.getOrDefault(base(key), "")))
                .as(language + " " + key)
                .containsAll(values(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "pt-BR", "ja"})
  void every_language_has_its_forms_of_each_plural(String language) {
    Map<String, String> texts = table(language);
    Set<String> plurals =
        texts.keySet().stream()
            .filter(key -> PLURAL.matcher(key).find())
            .map(key -> PLURAL.matcher(key).replaceFirst(""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(plurals).isNotEmpty();
    Set<String> forms = PLURALS.getOrDefault(language, Set.of());
    for (String plural : plurals) {
      assertThat(texts.keySet().stream().filter(key -> key.startsWith(plural + "_")))
          .as(language)
          .containsAll(forms.stream().map(form -> plural + "_" + form).toList())
          .as(language)
          .hasSizeBetween(forms.size(), forms.size() + 1);
    }
  }

  /** A sentence that is the same in two languages was forgotten. */
  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "pt-BR", "ja"})
  void no_sentence_is_left_in_English(String language) {
    Map<String, String> source = table(SOURCE_LANGUAGE);
    table(language)
        .forEach(
            (key, text) -> {
              if (TERM.matcher(VALUE.matcher(text).replaceAll(""))
                  .replaceAll("")
                  .matches(".*\\p{L}{2,} \\p{L}{2,}.*")) {
                assertThat(text).as(language + " " + key).isNotEqualTo(source.get(key));
              }
            });
  }

  @Test
  void every_code_of_the_api_has_a_name() {
    assertNamed("categories", Arrays.stream(Category.values()).map(Category::code));
    assertNamed("reasons", Arrays.stream(ReasonCode.values()).map(ReasonCode::code));
    assertNamed("severities", Arrays.stream(Severity.values()).map(Codes::code));
    assertNamed("states", Arrays.stream(ViolationState.values()).map(Codes::code));
    assertNamed("effects", Arrays.stream(RestrictionEffect.values()).map(Codes::code));
  }

  private static void assertNamed(String list, Stream<String> codes) {
    List<String> keys = codes.map(code -> list + "." + code).toList();
    assertThat(table(SOURCE_LANGUAGE)).containsKeys(keys.toArray(String[]::new));
  }
}
