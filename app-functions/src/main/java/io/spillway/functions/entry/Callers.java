package io.spillway.functions.entry;

import com.microsoft.azure.functions.HttpRequestMessage;
import java.util.Set;

/** Tells who calls: the one place where a caller's identity is decided. */
public interface Callers {

  /** Who sent this request. A stranger is a caller without roles. */
  Caller of(HttpRequestMessage<?> request);

  /**
   * Everyone is {@code local} and may do everything. Only for a host that no other machine can
   * reach.
   */
  static Callers local() {
    Caller local = new Caller("local", Set.of(Role.values()));
    return request -> local;
  }
}
