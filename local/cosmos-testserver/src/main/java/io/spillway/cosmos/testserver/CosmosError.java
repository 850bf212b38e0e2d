package io.spillway.cosmos.testserver;

/** Error response of Cosmos: an HTTP status, a sub-status and a message. */
final class CosmosError extends RuntimeException {
  static final int CONTAINER_NOT_FOUND = 1003;
  static final int PARTITION_FULL = 1014;
  static final int PARTITION_KEY_MISMATCH = 1001;
  static final int STALE_CONTAINER_RID = 1024;

  private final int status;
  private final int subStatus;

  CosmosError(int status, int subStatus, String message) {
    super(message, null, false, false);
    this.status = status;
    this.subStatus = subStatus;
  }

  static CosmosError badRequest(String message) {
    return new CosmosError(400, 0, message);
  }

  static CosmosError notFound(String message) {
    return new CosmosError(404, 0, message);
  }

  static CosmosError conflict(String message) {
    return new CosmosError(409, 0, message);
  }

  static CosmosError preconditionFailed(String message) {
    return new CosmosError(412, 0, message);
  }

  static CosmosError tooLarge(String message) {
    return new CosmosError(413, 0, message);
  }

  int status() {
    return status;
  }

  int subStatus() {
    return subStatus;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
