/// What is said when a set of samples was made.
package func madeText(_ photos: Int, folder: String, seconds: Double) -> String {
  let rate = seconds > 0 ? ", \(decimal(Double(photos) / seconds, places: 1)) a second" : ""
  let made = "\(counted(photos, "photo", "photos")) with labels.tsv in \(shownText(folder))"
  return "\(made), \(duration(seconds))\(rate).\n"
}
