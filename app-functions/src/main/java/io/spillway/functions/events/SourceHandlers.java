package io.spillway.functions.events;

import io.spillway.EventIdReusedException;
import io.spillway.InvalidInputException;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.EventSource.Admission;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Handler for the webhooks of sources. Answers success once each event, or else the delivery's
 * content as a dead letter, is in its queue: platforms repeat what is answered otherwise, and end
 * subscriptions that fail for long.
 */
final class SourceHandlers {

  /** Code of a delivery that cannot be translated. */
  private static final String UNREADABLE = "source.unreadable";

  /** Code of a delivery whose translator failed in another way. */
  private static final String FAILED = "source.failed";

  /** Code of a delivery whose event has bad fields. */
  private static final String INVALID = "source.invalid";

  private static final int NO_CONTENT = 204;

  private final Map<String, EventSource> sources = new TreeMap<>();
  private final EventIntake intake;
  private final RejectedArrivals rejected;
  private final Telemetry telemetry;
  private final InstantSource clock;

  SourceHandlers(
      List<EventSource> sources,
      EventIntake intake,
      RejectedArrivals rejected,
      Telemetry telemetry,
      InstantSource clock) {
    for (EventSource source : sources) {
      if (!EventSource.isName(source.name()) || this.sources.put(source.name(), source) != null) {
        throw new IllegalStateException(
            "the name of a source must be unique, and " + EventSource.NAME_FORM);
      }
    }
    this.intake = intake;
    this.rejected = rejected;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  ApiResponse receive(Call call) {
    EventSource source = sources.get(call.path("source"));
    if (source == null) {
      throw ProblemException.notFound("No source with this name is set up");
    }
    SourceRequest request =
        new SourceRequest(call.request().getHeaders(), Body.raw(call.request()));
    Admission admission = source.admit(request, clock.instant());
    if (admission instanceof Admission.Delivery delivery) {
      return answer(receive(source, delivery, call), "");
    }
    if (admission instanceof Admission.Answer text) {
      return answer(text.status(), text.text());
    }
    if (admission instanceof Admission.Notice notice) {
      note(Outcome.Kind.SOURCE_NOTICE, call, null, source.name() + "." + notice.code());
      return answer(NO_CONTENT, "");
    }
    note(Outcome.Kind.SOURCE_REFUSED, call, null, source.name());
    String problem = ((Admission.Refused) admission).problem();
    throw ProblemException.of(new Problem(403, "not-authentic", "Not authentic", problem));
  }

  /** Enqueues the events of a delivery; returns the status. */
  private int receive(EventSource source, Admission.Delivery delivery, Call call) {
    List<EventDraft> drafts = translate(source, delivery, call);
    if (drafts == null) {
      return source.acceptedStatus();
    }
    if (drafts.isEmpty()) {
      note(Outcome.Kind.SOURCE_IGNORED, call, delivery.id(), source.name());
      return NO_CONTENT;
    }
    for (EventDraft draft : drafts) {
      accept(source, delivery, draft, call);
    }
    return source.acceptedStatus();
  }

  /** Returns the events; null if the content became a dead letter. */
  private @Nullable List<EventDraft> translate(
      EventSource source, Admission.Delivery delivery, Call call) {
    Failure failure;
    try {
      return source.translate(delivery);
    } catch (UnreadableDeliveryException e) {
      failure = Failure.permanent(UNREADABLE, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Its message may quote the content.
      FunctionLog.logFailure(e);
      failure = Failure.permanent(FAILED, "the source failed with " + e.getClass().getName());
    }
    Rejection rejection = Rejection.of(failure);
    refuse(source, delivery.id(), delivery, EventIdentifiers.NONE, rejection, call);
    return null;
  }

  /** Enqueues an event; one with bad fields or a reused id becomes a dead letter. */
  private void accept(
      EventSource source, Admission.Delivery delivery, EventDraft draft, Call call) {
    EventDraft named = draft.orFrom(source.name());
    Rejection rejection;
    try {
      intake.accept(named, call.trace());
      return;
    } catch (InvalidInputException e) {
      rejection = Rejection.of(INVALID, e);
    } catch (EventIdReusedException e) {
      rejection = Rejection.of(EventIdentity.failure());
    }
    String id = draft.eventId() == null ? delivery.id() : draft.eventId();
    refuse(source, id, delivery, EventIdentifiers.of(named), rejection, call);
  }

  /** Throws {@link PortException} if the dead letter is not in its queue. */
  private void refuse(
      EventSource source,
      String id,
      Admission.Delivery delivery,
      EventIdentifiers event,
      Rejection rejection,
      Call call) {
    rejected.refuse(
        SourceArrivals.of(source, id, delivery.content(), clock.instant())
            .withTraceParent(call.trace()),
        event,
        rejection);
  }

  private void note(Outcome.Kind kind, Call call, @Nullable String deliveryId, String code) {
    telemetry.note(Outcome.source(kind, deliveryId, call.trace(), code));
  }

  private static ApiResponse answer(int status, String text) {
    return new ApiResponse(status, "text/plain; charset=utf-8", text, Map.of());
  }
}
