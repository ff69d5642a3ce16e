#!/bin/sh
# pack.sh MODEL marks.pt marks.traineddata: makes a model of Tesseract's from trained weights, with Debian's tesseract-ocr.
set -eu
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_THREAD_LIMIT=1

# lstmtraining makes the layers, from pictures of nothing that name all signs.
model=$1
python3 - "$here" "$work" "$model" <<'PYTHON'
import sys
import numpy
from PIL import Image
sys.path.insert(0, sys.argv[1])
from signs import MODELS
SIGNS = MODELS[sys.argv[3]]().signs
for start in range(0, len(SIGNS), 10):
    name = "%s/%03d" % (sys.argv[2], start)
    Image.fromarray(numpy.random.RandomState(start).randint(0, 255, (48, 400)).astype(numpy.uint8)).save(name + ".png")
    with open(name + ".box", "w") as file:
        file.write("WordStr 0 0 400 48 0 #%s\n\t 0 0 400 48 0\n" % "".join(SIGNS[start:start + 10]))
PYTHON
for box in "$work"/*.box; do
  line=${box%.box}
  tesseract "$line.png" "$line" --psm 13 lstm.train > "$work/log" 2>&1
done
ls "$work"/*.lstmf > "$work/list"
unicharset_extractor --norm_mode 1 --output_unicharset "$work/unicharset" "$work"/*.box > "$work/log" 2>&1
mkdir -p "$work/scripts" "$work/marks"
printf '#\n' > "$work/scripts/radical-stroke.txt"
combine_lang_model --input_unicharset "$work/unicharset" --script_dir "$work/scripts" --output_dir "$work" \
  --lang marks --pass_through_recoder > "$work/log" 2>&1
base=$work/marks/marks.traineddata
lstmtraining --traineddata "$base" --net_spec '[1,36,0,1 Ct3,3,16 Mp3,3 Lfys40 Lfx64 Lrx64 Lfx128 O1c900]' \
  --model_output "$work/skeleton" --train_listfile "$work/list" --max_iterations 10 > "$work/log" 2>&1
python3 "$here/pack.py" "$model" "$2" "$work/skeleton_checkpoint" "$work/packed_checkpoint"
lstmtraining --stop_training --convert_to_int --continue_from "$work/packed_checkpoint" --traineddata "$base" \
  --model_output "$3" > "$work/log" 2>&1
