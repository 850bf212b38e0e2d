package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.wire.PageJson;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A page of what a stream has, as the request asks for it. */
public final class StreamPage {

  private StreamPage() {}

  /**
   * The page.
   *
   * @param streamId from the request's path
   * @param list such as {@code events::list}
   */
  public static <T> Answer of(
      HttpRequestMessage<?> request,
      String streamId,
      BiFunction<String, PageRequest, Page<T>> list,
      Function<T, ObjectNode> write) {
    Query query = new Query(request);
    String stream = query.pathId("streamId", streamId);
    PageRequest page = query.page();
    query.orThrow();
    return Answer.json(200, PageJson.write(list.apply(stream, page), write));
  }
}
