package io.spillway.functions.deadletters;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.DeadLetterResult;
import io.spillway.DeadLetterResult.NotFound;
import io.spillway.DeadLetters;
import io.spillway.InvalidInputException;
import io.spillway.SelectionRefusedException;
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
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.wire.Codes;
import io.spillway.wire.PageJson;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handlers for orders on many dead letters: jobs, of which redrives are one form. */
final class DeadLetterJobHandlers {

  private final DeadLetters deadLetters;
  private final EventProcessing processing;
  private final Supplier<String> newId;
  private final JobForm form;

  DeadLetterJobHandlers(
      DeadLetters deadLetters, EventProcessing processing, Supplier<String> newId, JobForm form) {
    this.deadLetters = deadLetters;
    this.processing = processing;
    this.newId = newId;
    this.form = form;
  }

  ApiResponse order(Call call) {
    Body body = Body.of(call.request());
    boolean dryRun = body.fields().flag("dryRun", false);
    String who = call.caller().name();
    String given = body.fields().text(form.idField());
    String id = IdempotencyKey.idOr(call.request(), form.name(), who, given);
    RedriveOrder order = DeadLetterSelection.order(body, form.action(), who);
    if (dryRun) {
      return ApiResponse.json(
          200, form.json(order.action(), deadLetters.preview(order), processing.activities()));
    }
    var job = record(id == null ? newId.get() : requireId(id), order);
    return toOrdered(BestEffort.of(() -> begin(job, call.durable()), job));
  }

  private Versioned<RedriveJob> record(String id, RedriveOrder order) {
    Versioned<RedriveJob> job;
    try {
      job = deadLetters.order(id, order);
    } catch (SelectionRefusedException e) {
      throw refusal(e);
    }
    if (job.value().order().action() != order.action()) {
      throw IdempotencyKey.rejectReused("a job with another action");
    }
    return job;
  }

  private static ProblemException refusal(SelectionRefusedException e) {
    if (e.selected() == 0) {
      String detail = "No dead letter matches; nothing was recorded";
      return ProblemException.of(new Problem(409, "nothing-selected", "Empty selection", detail));
    }
    Problem problem =
        new Problem(
            409,
            "bulk-changed",
            "Selection changed since the preview",
            "The order selects " + e.selected() + " now; check the preview again");
    return ProblemException.of(problem.json().put("count", e.selected()));
  }

  /** Runs the job's first steps at once, so that a canary need not wait for the timer. */
  private Versioned<RedriveJob> begin(Versioned<RedriveJob> job, DurableClientContext durable) {
    String id = job.value().id();
    deadLetters.through(processing.followed(durable)).begin(id);
    return deadLetters.findRedrive(id).orElse(job);
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    DeadLetterAction action =
        form.action() == null ? query.code("action", DeadLetterAction.class) : form.action();
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(deadLetters.listRedrives(action, page), form::json));
  }

  ApiResponse get(Call call) {
    return find(call.path(form.idField()))
        .map(found -> ApiResponse.json(200, form.json(found)))
        .orElseThrow(this::notFound);
  }

  ApiResponse control(Call call) {
    Body body = Body.of(call.request());
    String state = body.fields().text("state");
    body.orThrow();
    RedriveJob.State to = state(state);
    String id = call.path(form.idField());
    return answer(
        find(id).isEmpty() ? new NotFound<>() : deadLetters.control(id, to, call.caller().name()));
  }

  private Optional<Versioned<RedriveJob>> find(String id) {
    return deadLetters.findRedrive(id).filter(form::includes);
  }

  private String requireId(String id) {
    if (!Ids.isValid(id)) {
      throw new InvalidInputException(form.idField(), "must be " + Ids.FORM);
    }
    return id;
  }

  private static RedriveJob.State state(@Nullable String code) {
    return Codes.parse(RedriveJob.State.class, code == null ? "" : code)
        .filter(state -> state != RedriveJob.State.DONE && state != RedriveJob.State.ABORTED)
        .orElseThrow(
            () -> new InvalidInputException("state", "must be running, paused or cancelled"));
  }

  private ApiResponse toOrdered(Versioned<RedriveJob> job) {
    String statusUrl = Router.ROOT + "/dead-letters/" + form.name() + "s/" + job.value().id();
    return ApiResponse.json(202, form.json(job)).with("Location", statusUrl);
  }

  private ApiResponse answer(DeadLetterResult<RedriveJob> result) {
    if (result instanceof DeadLetterResult.Done<RedriveJob> done) {
      return ApiResponse.json(200, form.json(done.now()));
    }
    if (result instanceof DeadLetterResult.NotAllowed<RedriveJob> notAllowed) {
      String title = "Invalid state transition";
      throw ProblemException.of(
          new Problem(409, form.name() + "-ended", title, notAllowed.reason()));
    }
    if (result instanceof DeadLetterResult.Stale<RedriveJob>) {
      throw ProblemException.ofContention(form.name());
    }
    throw notFound();
  }

  private ProblemException notFound() {
    return ProblemException.notFound("No " + form.name() + " with this id");
  }
}
