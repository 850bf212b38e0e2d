package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.wire.PageJson;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists one page of a stream's data, for routes with {@code streamId} in their path. */
public final class StreamPage {

  private StreamPage() {}

  /**
   * Returns the page.
   *
   * @param list the listing, such as {@code events::list}
   */
  public static <T> ApiResponse of(
      Call call, BiFunction<String, PageRequest, Page<T>> list, Function<T, ObjectNode> write) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(200, PageJson.write(list.apply(stream, page), write));
  }
}
