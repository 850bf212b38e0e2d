package io.spillway.functions.deadletters;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.invocation.Queued;
import io.spillway.functions.invocation.StorageSetting;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.DeadLetterGroupsJson;
import io.spillway.wire.PageJson;
import java.util.Optional;

/** Dead letters off their queue into the ledger, and the ledger for people. */
public final class DeadLetterFunctions {

  private final HttpEntry http;
  private final DeadLetterLedger ledger;
  private final LetterArrivals arrivals;

  public DeadLetterFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.ledger = spillway.adapters().deadLetters();
    this.arrivals = new LetterArrivals(spillway);
  }

  @FunctionName("OnDeadLetter")
  public void enter(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.DEAD_LETTERS,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      ExecutionContext context) {
    Queued queued =
        Queued.of(QueueNames.DEAD_LETTERS, messageId, dequeueCount, insertedAt, payload);
    QueueEntry.run(context, queued::trace, () -> arrivals.enter(queued));
  }

  /** A letter that the host gave up on: into the ledger, or back into its queue. */
  @FunctionName("OnPoisonDeadLetter")
  public void rescue(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.DEAD_LETTERS_POISON,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      ExecutionContext context) {
    Queued queued =
        Queued.of(QueueNames.DEAD_LETTERS_POISON, messageId, dequeueCount, insertedAt, payload);
    QueueEntry.run(context, queued::trace, () -> arrivals.rescue(queued));
  }

  @FunctionName("ListDeadLetters")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          DeadLetterFilter filter = LetterSelection.filter(query);
          PageRequest page = query.page();
          query.orThrow();
          return Answer.json(200, PageJson.write(ledger.list(filter, page), LetterAnswers::json));
        });
  }

  @FunctionName("ListDeadLetterGroups")
  public HttpResponseMessage groups(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/groups")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          DeadLetterFilter filter = LetterSelection.filter(query);
          int limit = query.limit();
          query.orThrow();
          return Answer.json(200, DeadLetterGroupsJson.write(ledger.groups(filter, limit)));
        });
  }

  @FunctionName("GetDeadLetter")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/{deadLetterId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("deadLetterId") String deadLetterId,
      ExecutionContext context) {
    return http.answer(
        request, context, Role.OPERATOR, caller -> LetterAnswers.of(found(deadLetterId)));
  }

  /** The payload as it was last edited, byte for byte; or as it arrived. */
  @FunctionName("GetDeadLetterPayload")
  public HttpResponseMessage payload(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/{deadLetterId}/payload")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("deadLetterId") String deadLetterId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          boolean original =
              Boolean.TRUE.equals(query.one("original", DeadLetterFunctions::flag, "true, false"));
          query.orThrow();
          LedgerEntry entry = found(deadLetterId).value();
          Payload arrived = entry.original();
          Payload payload =
              original && arrived != null ? arrived : entry.letter().arrival().payload();
          return Answer.download(payload.bytes(), "payload.bin");
        });
  }

  private Versioned<LedgerEntry> found(String deadLetterId) {
    return ledger.find(deadLetterId).orElseThrow(LetterAnswers::notFound);
  }

  private static Optional<Boolean> flag(String text) {
    return Optional.of(text).filter(t -> t.matches("true|false")).map(Boolean::valueOf);
  }
}
