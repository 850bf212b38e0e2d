package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Operations on single documents, alone or in a batch. */
final class Items {
  private final Transaction transaction;
  private final ContainerDefinition definition;

  Items(Transaction transaction, ContainerDefinition definition) {
    this.transaction = transaction;
    this.definition = definition;
  }

  /**
   * Result of a successful operation.
   *
   * @param document the document; null after a delete
   */
  record Result(int status, @Nullable Document document, double charge) {}

  /** Conditions of a request: ETags to match or not to match. */
  record Conditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    void check(Document document) {
      if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(document.etag())) {
        throw CosmosError.preconditionFailed(
            "Operation cannot be performed because one of the specified precondition is not met.");
      }
    }
  }

  Result create(ObjectNode body) {
    if (transaction.find(Limits.checkedId(body)) != null) {
      throw CosmosError.conflict("Resource with specified id or name already exists.");
    }
    return toResult(201, transaction.write(body, null));
  }

  Result upsert(ObjectNode body, Conditions conditions) {
    Document before = transaction.find(Limits.checkedId(body));
    if (before == null) {
      return create(body);
    }
    conditions.check(before);
    return toResult(200, transaction.write(body, before));
  }

  Result read(String id, Conditions conditions) {
    Document document = existing(id);
    boolean unchanged = document.etag().equals(conditions.ifNoneMatch);
    return new Result(unchanged ? 304 : 200, document, Charges.read(document.size()));
  }

  Result replace(String id, ObjectNode body, Conditions conditions) {
    Document before = existing(id);
    conditions.check(before);
    return toResult(200, overwrite(before, body));
  }

  Result delete(String id, Conditions conditions) {
    Document before = existing(id);
    conditions.check(before);
    transaction.delete(id);
    return new Result(204, null, Charges.write(before.size()));
  }

  Result patch(String id, JsonNode patch, Conditions conditions) {
    Document before = existing(id);
    conditions.check(before);
    return toResult(200, overwrite(before, Patch.apply(patch, before.body(), definition)));
  }

  private Document overwrite(Document before, ObjectNode body) {
    if (!before.id().equals(Limits.checkedId(body))) {
      throw CosmosError.badRequest("the id of a document cannot be changed: delete and create it");
    }
    return transaction.write(body, before);
  }

  private Document existing(String id) {
    Document document = transaction.find(id);
    if (document == null) {
      throw CosmosError.notFound("Entity with the specified id does not exist in the system.");
    }
    return document;
  }

  private static Result toResult(int status, Document document) {
    return new Result(status, document, Charges.write(document.size()));
  }
}
