package io.spillway.functions.authors;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.ports.erasure.Erasure;
import io.spillway.wire.ErasureJson;
import java.util.Optional;

/** Deleting for good what an author wrote. */
public final class ErasureFunctions {

  private final HttpEntry http;
  private final AuthorErasures erasures;

  public ErasureFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    Adapters adapters = spillway.adapters();
    this.erasures =
        new AuthorErasures(
            adapters.erasures(),
            adapters.messages(),
            adapters.violations(),
            adapters.clock(),
            adapters.newId());
  }

  @FunctionName("EraseAuthor")
  public HttpResponseMessage erase(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.DELETE,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "authors/{author}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("author") String author,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          String name = query.pathName("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
          String streamId = query.id("streamId");
          query.orThrow();
          Erasure erasure = erasures.request(name, streamId, caller.name());
          return Answer.json(202, ErasureJson.writePublic(erasure))
              .with("Location", HttpEntry.ROOT + "/erasures/" + erasure.id());
        });
  }

  @FunctionName("GetErasure")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "erasures/{erasureId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("erasureId") String erasureId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          Query query = new Query(request);
          String id = query.pathId("erasureId", erasureId);
          query.orThrow();
          Erasure erasure =
              erasures
                  .find(id)
                  .orElseThrow(() -> Refusal.notFound("There is no erasure with this id"));
          return Answer.json(200, ErasureJson.writePublic(erasure));
        });
  }

  /** Each minute: the next piece of what is to be erased. */
  @FunctionName("EraseAuthors")
  public void goOn(
      @TimerTrigger(name = "timer", schedule = "45 * * * * *") String timer,
      ExecutionContext context) {
    QueueEntry.run(context, erasures::sweep);
  }
}
