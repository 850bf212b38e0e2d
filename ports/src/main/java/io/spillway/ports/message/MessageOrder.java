package io.spillway.ports.message;

/** Order of a listing of messages: by the time of sending, then by id. */
public enum MessageOrder {

  /** In descending order. */
  NEWEST_FIRST,

  /** In ascending order. */
  OLDEST_FIRST
}
