package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.EntryReading;
import io.spillway.Policy;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;

/** Readings of word-list entries as JSON. */
final class EntryJson {

  private EntryJson() {}

  static ArrayNode write(PolicyDraft draft) {
    ArrayNode entries = Json.object().putArray("entries");
    Policy.readings(draft).forEach(reading -> entries.add(write(reading)));
    return entries;
  }

  static ObjectNode write(EntryReading reading) {
    ObjectNode node =
        Json.object()
            .put("list", reading.list())
            .put("entry", reading.entry())
            .put("readAs", reading.readAs())
            .put("match", Codes.code(reading.match()));
    if (reading.problem() != null) {
      node.put("problem", reading.problem());
    }
    return node;
  }
}
