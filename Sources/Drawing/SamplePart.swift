/// What a sample may serve for. The two parts share neither faces nor invented names, and differ in how they
/// are photographed, so that what was tuned on one is measured on the other.
package enum SamplePart: String, Sendable, CaseIterable {
  case tuning, measuring
}
