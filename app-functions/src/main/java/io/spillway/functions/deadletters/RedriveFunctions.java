package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.core.InvalidInputException;
import io.spillway.core.deadletter.DeskResult;
import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.deadletter.Redrives;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.invocation.BestEffort;
import io.spillway.functions.invocation.QueueEntry;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Dead letters that are run again. */
public final class RedriveFunctions {

  private final HttpEntry http;
  private final Redrives redrives;
  private final RedriveLoop loop;
  private final EventProcessing processing;
  private final Supplier<String> newId;

  public RedriveFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.redrives = spillway.deadLetterWork().redrives();
    this.loop = spillway.deadLetterWork().loop();
    this.processing = spillway.eventProcessing();
    this.newId = spillway.adapters().newId();
  }

  /**
   * Each minute: steps of each redrive that has work, one every five seconds for most of the
   * minute. With none it is one look, so that idle minutes cost next to nothing.
   */
  @FunctionName("AdvanceRedrives")
  public void advance(
      @TimerTrigger(name = "timer", schedule = "20 * * * * *") String timer,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    QueueEntry.run(context, () -> loop.run(processing.followed(durable)));
  }

  @FunctionName("RedriveDeadLetters")
  public HttpResponseMessage order(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/redrive")
          HttpRequestMessage<Optional<String>> request,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Body body = Body.of(request);
          boolean dryRun = body.fields().flag("dryRun", false);
          String id = body.fields().text("redriveId");
          RedriveOrder order = LetterSelection.order(body, caller.name());
          if (dryRun) {
            return Answer.json(200, preview(redrives.preview(order)));
          }
          var job = redrives.order(id == null ? newId.get() : checked(id), order);
          return ordered(BestEffort.of(() -> begun(job, durable), job));
        });
  }

  /** The redrive once its first steps were taken, so that a canary need not wait for the timer. */
  private Versioned<RedriveJob> begun(Versioned<RedriveJob> job, DurableClientContext durable) {
    String id = job.value().id();
    loop.begin(id, processing.followed(durable));
    return redrives.find(id).orElse(job);
  }

  @FunctionName("ListRedrives")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/redrives")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          PageRequest page = query.page();
          query.orThrow();
          return Answer.json(200, PageJson.write(redrives.list(page), RedriveFunctions::json));
        });
  }

  @FunctionName("GetRedrive")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/redrives/{redriveId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("redriveId") String redriveId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          return redrives
              .find(redriveId)
              .map(found -> Answer.json(200, json(found)))
              .orElseThrow(RedriveFunctions::notFound);
        });
  }

  @FunctionName("ControlRedrive")
  public HttpResponseMessage control(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.PATCH,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/redrives/{redriveId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("redriveId") String redriveId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Body body = Body.of(request);
          String state = body.fields().text("state");
          body.orThrow();
          return answer(redrives.control(redriveId, state(state), caller.name()));
        });
  }

  private static String checked(String id) {
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

  private static Answer ordered(Versioned<RedriveJob> job) {
    String statusUrl = HttpEntry.ROOT + "/dead-letters/redrives/" + job.value().id();
    return Answer.json(202, json(job)).with("Location", statusUrl);
  }

  private static Answer answer(DeskResult<RedriveJob> result) {
    if (result instanceof DeskResult.Done<RedriveJob> done) {
      return Answer.json(200, json(done.now()));
    }
    if (result instanceof DeskResult.NotAllowed<RedriveJob> notAllowed) {
      String title = "The redrive cannot go there from where it stands";
      throw Refusal.of(new Problem(409, "redrive-ended", title, notAllowed.reason()));
    }
    if (result instanceof DeskResult.Stale<RedriveJob>) {
      String title = "Something behind the service is unavailable";
      String detail = "The redrive keeps changing; sending it again is safe";
      throw Refusal.of(new Problem(503, "unavailable", title, detail)).with("Retry-After", "1");
    }
    throw notFound();
  }

  private static Refusal notFound() {
    return Refusal.notFound("There is no redrive with this id");
  }

  /** Without what only the sweep needs. */
  private static ObjectNode json(Versioned<RedriveJob> found) {
    ObjectNode node = RedriveJobJson.write(found.value());
    node.remove("leasedUntil");
    ObjectNode progress = node.withObject("progress");
    progress.remove(List.of("cursor", "nextId", "pacedAt"));
    return node;
  }

  private static ObjectNode preview(Redrives.Preview preview) {
    ObjectNode node =
        Json.object().put("selected", preview.selected()).put("lookedAt", preview.lookedAt());
    preview.wouldRun().forEach(node.putArray("wouldRun")::add);
    ArrayNode skips = node.putArray("wouldSkip");
    preview
        .wouldSkip()
        .forEach(
            skip -> skips.addObject().put("deadLetterId", skip.letterId()).put("why", skip.why()));
    return node;
  }
}
