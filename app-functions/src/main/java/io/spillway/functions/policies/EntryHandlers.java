package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.policy.trial.EntryTrials;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.SortableTime;
import io.spillway.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handler for the dry run of word-list entries. */
final class EntryHandlers {

  private final EntryTrials trials;

  EntryHandlers(EntryTrials trials) {
    this.trials = trials;
  }

  ApiResponse tryEntries(Call call) {
    Body body = Body.of(call.request());
    List<String> entries = body.fields().texts("entries");
    @Nullable Integer most = body.fields().wholeNumber("maxMessages");
    boolean hasText = Boolean.TRUE.equals(body.fields().flag("includeText"));
    body.orThrow(List.of());
    Query query = call.query();
    String streamId = query.pathId("streamId");
    query.orThrow();
    EntryTrials.Result result =
        trials.run(streamId, entries, most == null ? EntryTrials.DEFAULT_MESSAGES : most);
    return ApiResponse.json(200, write(result, hasText));
  }

  private static ObjectNode write(EntryTrials.Result result, boolean hasText) {
    ObjectNode node = Json.object().put("messages", result.messages());
    node.put("from", result.from() == null ? null : SortableTime.text(result.from()));
    ArrayNode entries = node.putArray("entries");
    for (EntryTrials.Entry entry : result.entries()) {
      ObjectNode written = EntryJson.write(entry.reading());
      written.remove("list");
      ArrayNode examples = written.put("matched", entry.matched()).putArray("examples");
      entry.examples().forEach(example -> examples.add(write(example, hasText)));
      entries.add(written);
    }
    return node;
  }

  private static ObjectNode write(EntryTrials.Example example, boolean hasText) {
    ObjectNode node = Json.object().put("messageId", example.message().messageId());
    node.put("sentAt", SortableTime.text(example.message().sentAt()))
        .put("start", example.start())
        .put("length", example.end() - example.start());
    if (hasText) {
      node.put("text", example.message().text());
    }
    return node;
  }
}
