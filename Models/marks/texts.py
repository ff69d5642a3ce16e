"""What the texts of both models have in common."""


class Drawn:
    # How many strips of a hundred show a frame, and worn ink.
    FRAMED, WORN = 0, 0

    def __init__(self, dice, common):
        self.dice, self.common = dice, common

    def part(self, words, shortest, longest):
        text = self.dice.choice(words)
        start = self.dice.randint(0, max(0, len(text) - shortest))
        return text[start : start + self.dice.randint(shortest, longest)].strip()
