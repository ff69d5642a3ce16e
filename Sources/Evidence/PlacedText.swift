/// A line of text that a file tells of itself, as the text layer of a scanned page does.
package struct PlacedText: Sendable, Equatable {
  package var text: String
  /// Its upper left and its size on the page, each from 0 to 1.
  package var left: Float
  package var top: Float
  package var width: Float
  package var height: Float

  package init(text: String, left: Float, top: Float, width: Float, height: Float) {
    self.text = text
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }
}
