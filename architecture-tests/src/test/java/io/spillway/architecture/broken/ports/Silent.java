package io.spillway.architecture.broken.ports;

/** A type that explains itself, and little of what it has. */
public interface Silent {

  int MOST = 3;

  /** This it explains. */
  void explain();

  /** Of this it says too little. */
  int tell(String what);

  void speak();

  record Inner(int one) {

    public Inner {
      one++;
    }

    @Override
    public String toString() {
      return "Inner";
    }
  }
}
