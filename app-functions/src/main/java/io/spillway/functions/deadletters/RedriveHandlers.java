package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.DeadLetterResult;
import io.spillway.DeadLetters;
import io.spillway.InvalidInputException;
import io.spillway.RedrivePreview;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Router;
import io.spillway.functions.invocation.BestEffort;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.ports.Ids;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.PageJson;
import io.spillway.wire.RedriveJobJson;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handlers for redrives. */
final class RedriveHandlers {

  private final DeadLetters deadLetters;
  private final EventProcessing processing;
  private final Supplier<String> newId;

  RedriveHandlers(DeadLetters deadLetters, EventProcessing processing, Supplier<String> newId) {
    this.deadLetters = deadLetters;
    this.processing = processing;
    this.newId = newId;
  }

  ApiResponse order(Call call) {
    Body body = Body.of(call.request());
    boolean dryRun = body.fields().flag("dryRun", false);
    String who = call.caller().name();
    String id =
        IdempotencyKey.idOr(call.request(), "redrive", who, body.fields().text("redriveId"));
    RedriveOrder order = DeadLetterSelection.order(body, who);
    if (dryRun) {
      return ApiResponse.json(200, preview(deadLetters.preview(order)));
    }
    var job = deadLetters.order(id == null ? newId.get() : requireId(id), order);
    return toOrdered(BestEffort.of(() -> begin(job, call.durable()), job));
  }

  /** Runs the redrive's first steps at once, so that a canary need not wait for the timer. */
  private Versioned<RedriveJob> begin(Versioned<RedriveJob> job, DurableClientContext durable) {
    String id = job.value().id();
    deadLetters.through(processing.followed(durable)).begin(id);
    return deadLetters.findRedrive(id).orElse(job);
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(deadLetters.listRedrives(page), RedriveHandlers::json));
  }

  ApiResponse get(Call call) {
    return deadLetters
        .findRedrive(call.path("redriveId"))
        .map(found -> ApiResponse.json(200, json(found)))
        .orElseThrow(RedriveHandlers::notFound);
  }

  ApiResponse control(Call call) {
    Body body = Body.of(call.request());
    String state = body.fields().text("state");
    body.orThrow();
    return answer(deadLetters.control(call.path("redriveId"), state(state), call.caller().name()));
  }

  private static String requireId(String id) {
    if (!Ids.isValid(id)) {
      throw new InvalidInputException("redriveId", "must be " + Ids.FORM);
    }
    return id;
  }

  private static RedriveJob.State state(@Nullable String code) {
    return Codes.parse(RedriveJob.State.class, code == null ? "" : code)
        .filter(state -> state != RedriveJob.State.DONE && state != RedriveJob.State.ABORTED)
        .orElseThrow(
            () -> new InvalidInputException("state", "must be running, paused or cancelled"));
  }

  private static ApiResponse toOrdered(Versioned<RedriveJob> job) {
    String statusUrl = Router.ROOT + "/dead-letters/redrives/" + job.value().id();
    return ApiResponse.json(202, json(job)).with("Location", statusUrl);
  }

  private static ApiResponse answer(DeadLetterResult<RedriveJob> result) {
    if (result instanceof DeadLetterResult.Done<RedriveJob> done) {
      return ApiResponse.json(200, json(done.now()));
    }
    if (result instanceof DeadLetterResult.NotAllowed<RedriveJob> notAllowed) {
      String title = "Invalid state transition";
      throw ProblemException.of(new Problem(409, "redrive-ended", title, notAllowed.reason()));
    }
    if (result instanceof DeadLetterResult.Stale<RedriveJob>) {
      String title = "Dependency unavailable";
      String detail = "The redrive keeps changing; retrying is safe";
      throw ProblemException.of(new Problem(503, "unavailable", title, detail))
          .with("Retry-After", "1");
    }
    throw notFound();
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("No redrive with this id");
  }

  /** Converts a redrive to JSON, without the fields that only the sweep needs. */
  private static ObjectNode json(Versioned<RedriveJob> found) {
    ObjectNode node = RedriveJobJson.write(found.value());
    node.remove("leasedUntil");
    ObjectNode progress = node.withObject("progress");
    progress.remove(List.of("cursor", "nextId", "pacedAt"));
    return node;
  }

  private ObjectNode preview(RedrivePreview preview) {
    ObjectNode node =
        Json.object().put("selected", preview.selected()).put("lookedAt", preview.lookedAt());
    preview.wouldRun().forEach(node.putArray("wouldRun")::add);
    ArrayNode runs = node.putArray("runs");
    for (RedrivePreview.Run run : preview.runs()) {
      ObjectNode one = runs.addObject().put("deadLetterId", run.letterId());
      List<String> activities =
          run.activities().isEmpty() ? processing.activities().names() : run.activities();
      activities.forEach(one.putArray("activities")::add);
      run.warnings().forEach(one.putArray("warnings")::add);
    }
    ArrayNode skips = node.putArray("wouldSkip");
    preview
        .wouldSkip()
        .forEach(
            skip -> skips.addObject().put("deadLetterId", skip.letterId()).put("why", skip.why()));
    return node;
  }
}
