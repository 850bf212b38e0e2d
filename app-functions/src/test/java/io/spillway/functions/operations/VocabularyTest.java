package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventType;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.wire.Codes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Duplicated lists, for people and for other programs. */
class VocabularyTest {

  private static final List<String> OF_EVERY_EVENT =
      List.of("streamId", "source", "eventId", "eventKey", "type", "actor", "occurredAt");

  /** Other names of fields of every event, and the tracing of a draft. */
  private static final List<String> OF_DRAFTS =
      List.of("id", "username", "user", "timestamp", "traceparent", "tracestate");

  private final JsonNode schemas = new OpenApiDocument().json().path("components").path("schemas");

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<String> properties(String schema) {
    List<String> names = new ArrayList<>();
    schemas.path(schema).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Returns the texts of a list, or of an object of lists, exported by the dashboard's vocabulary.
   */
  private static List<String> dashboard(String name) throws IOException {
    try (InputStream file =
        DashboardFile.class.getResourceAsStream("/io/spillway/functions/dashboard/vocabulary.js")) {
      Matcher list =
          Pattern.compile("export const " + name + " = ([^;]*);")
              .matcher(new String(file.readAllBytes(), UTF_8));
      assertThat(list.find()).as(name).isTrue();
      return Pattern.compile("\"([^\"]*)\"")
          .matcher(list.group(1))
          .results()
          .map((MatchResult text) -> text.group(1))
          .toList();
    }
  }

  @Test
  void every_type_of_event_is_in_the_document_and_in_the_dashboard() throws IOException {
    List<String> types = Arrays.stream(EventType.values()).map(EventType::key).toList();
    for (String schema : List.of("EventDraft", "Event")) {
      assertThat(schemas.at("/" + schema + "/properties/type/$ref").asText())
          .isEqualTo("#/components/schemas/EventType");
    }
    assertThat(texts(schemas.at("/EventType/enum"))).isEqualTo(types);
    assertThat(dashboard("EVENT_TYPES")).isEqualTo(types);
  }

  @Test
  void every_field_of_an_event_is_in_the_document() {
    Set<String> fields =
        Arrays.stream(EventField.values())
            .map(field -> field.key().replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    for (String schema : List.of("EventDraft", "Event")) {
      List<String> names = properties(schema);
      names.removeAll(OF_EVERY_EVENT);
      names.removeAll(OF_DRAFTS);
      assertThat(names).as(schema).containsExactlyInAnyOrderElementsOf(fields);
    }
  }

  @Test
  void the_total_of_every_type_of_event_is_in_the_document() {
    for (EventType type : EventType.values()) {
      JsonNode total = schemas.at("/Stats/properties/" + type.total());
      assertThat(total.path("type").asText())
          .isEqualTo(type.tally() == EventType.Tally.NUMBER ? "integer" : "object");
      assertThat(texts(schemas.at("/Stats/required"))).contains(type.total());
    }
  }

  @Test
  void every_grouping_of_dead_letters_is_in_the_document_and_in_the_dashboard() throws IOException {
    List<String> groupings = Arrays.stream(DeadLetterGrouping.values()).map(Codes::code).toList();
    assertThat(texts(schemas.at("/DeadLetterGroups/properties/groupBy/enum"))).isEqualTo(groupings);
    assertThat(dashboard("GROUPINGS")).isEqualTo(groupings);
  }

  @Test
  void the_dashboard_offers_every_category() throws IOException {
    assertThat(dashboard("CATEGORIES"))
        .containsExactlyElementsOf(Arrays.stream(Category.values()).map(Category::code).toList());
  }

  /** Reasons for other steps, such as an appeal, are not offered in this list. */
  @Test
  void the_dashboard_knows_the_reasons_that_it_offers() throws IOException {
    assertThat(dashboard("REASONS"))
        .isNotEmpty()
        .isSubsetOf(Arrays.stream(ReasonCode.values()).map(ReasonCode::code).toList());
  }
}
