package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.RedrivePreview;
import io.spillway.core.event.Activities;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.wire.Json;
import io.spillway.wire.RedriveJobJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Form of the API of orders on many dead letters.
 *
 * @param action the only action of this form; null for all
 * @param name the name of an order in paths, fields and problems
 */
record JobForm(@Nullable DeadLetterAction action, String name) {

  /** Jobs with any action. */
  static final JobForm JOBS = new JobForm(null, "job");

  /** Redrives: the same as jobs with this action, under the name that they had first. */
  static final JobForm REDRIVES = new JobForm(DeadLetterAction.REDRIVE, "redrive");

  String idField() {
    return name + "Id";
  }

  boolean includes(Versioned<RedriveJob> found) {
    return action == null || found.value().order().action() == action;
  }

  /** Converts an order to JSON, without the fields that only the sweep needs. */
  ObjectNode json(Versioned<RedriveJob> found) {
    ObjectNode stored = RedriveJobJson.write(found.value());
    ObjectNode node = Json.object().put(idField(), found.value().id());
    stored.remove(List.of("redriveId", "leasedUntil"));
    node.setAll(stored);
    node.withObject("progress").remove(List.of("cursor", "nextId", "pacedAt"));
    String patch = found.value().order().patch();
    if (patch != null) {
      node.withObject("order").set("patch", Json.read(patch));
    }
    return node;
  }

  /** Converts a preview to JSON, with the activities of a redrive. */
  ObjectNode json(DeadLetterAction of, RedrivePreview preview, Activities activities) {
    ObjectNode node =
        Json.object().put("selected", preview.selected()).put("lookedAt", preview.lookedAt());
    preview.wouldRun().forEach(node.putArray("wouldRun")::add);
    ArrayNode runs = node.putArray("runs");
    for (RedrivePreview.Run run : preview.runs()) {
      ObjectNode one = runs.addObject().put("deadLetterId", run.letterId());
      boolean isAll = of == DeadLetterAction.REDRIVE && run.activities().isEmpty();
      List<String> names = isAll ? activities.names() : run.activities();
      names.forEach(one.putArray("activities")::add);
      run.warnings().forEach(one.putArray("warnings")::add);
      ArrayNode changes = one.putArray("changes");
      run.changes()
          .forEach(
              change ->
                  changes
                      .addObject()
                      .put("path", change.path())
                      .put("before", change.before())
                      .put("after", change.after()));
    }
    ArrayNode skips = node.putArray("wouldSkip");
    preview
        .wouldSkip()
        .forEach(
            skip -> skips.addObject().put("deadLetterId", skip.letterId()).put("why", skip.why()));
    return node;
  }
}
