<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="ko" sourcelanguage="en">
  <context>
    <name>score-explorer</name>
    <message>
      <source> (of the exact score: {0})</source>
      <translation> (정확한 스코어로는 {0})</translation>
    </message>
    <message>
      <source> and </source>
      <translation> 및 </translation>
    </message>
    <message>
      <source>%</source>
      <translation>%</translation>
    </message>
    <message>
      <source>&amp;About</source>
      <translation>정보(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Across</source>
      <translation>가로(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Again</source>
      <translation>다시(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Branch here</source>
      <translation>여기서 갈라지기(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Browse…</source>
      <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
      <source>&amp;Brush</source>
      <translation>붓(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Choose…</source>
      <translation>선택(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Clear list</source>
      <translation>목록 지우기(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>닫기(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Colour…</source>
      <translation>색(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Columns</source>
      <translation>열(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Command palette…</source>
      <translation>명령 팔레트(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Compare runs…</source>
      <translation>실행 비교(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Compare with the one shown</source>
      <translation>지금 보는 것과 비교(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>복사(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Copy picture</source>
      <translation>이미지 복사(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Denoised estimate</source>
      <translation>잡음 제거 추정값(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Down</source>
      <translation>세로(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Enlarge</source>
      <translation>크게 보기(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Eraser</source>
      <translation>지우개(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Export pictures…</source>
      <translation>이미지 내보내기(&amp;E)…</translation>
    </message>
    <message>
      <source>&amp;Export…</source>
      <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
      <source>&amp;Fan out</source>
      <translation>갈래 펼치기(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>파일(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;File…</source>
      <translation>파일(&amp;F)…</translation>
    </message>
    <message>
      <source>&amp;Fill</source>
      <translation>채우기(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Fill mask</source>
      <translation>전체 마스크(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Fit</source>
      <translation>맞춤(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Frames</source>
      <translation>프레임(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Gap</source>
      <translation>틈(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Go on</source>
      <translation>계속(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>도움말(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Help on this panel</source>
      <translation>이 패널의 도움말(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hide mask</source>
      <translation>마스크 숨기기(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;History</source>
      <translation>기록(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Inpaint this</source>
      <translation>이 표본으로 채우기(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Invert</source>
      <translation>반전(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Invert mask</source>
      <translation>마스크 반전(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Keep as it is</source>
      <translation>그대로 두기(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep in the history</source>
      <translation>기록에 남기기(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep only the marked</source>
      <translation>표시한 것만 남기기(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keep training</source>
      <translation>학습 계속(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Keyboard shortcuts</source>
      <translation>단축키(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>언어(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Lasso</source>
      <translation>올가미(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Learn</source>
      <translation>배우기(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Levels</source>
      <translation>수준(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Light theme</source>
      <translation>밝은 테마(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Look at it</source>
      <translation>보기(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Mark</source>
      <translation>표시(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>이름(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Next level</source>
      <translation>다음 수준(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;No star</source>
      <translation>별표 지우기(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Open picture or data set…</source>
      <translation>이미지 또는 데이터 세트 열기(&amp;O)…</translation>
    </message>
    <message>
      <source>&amp;Open with these</source>
      <translation>이 값으로 열기(&amp;O)</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>열기(&amp;O)…</translation>
    </message>
    <message>
      <source>&amp;Paint</source>
      <translation>칠하기(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Panels</source>
      <translation>패널(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Pause</source>
      <translation>일시정지(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Play</source>
      <translation>시작(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Previous level</source>
      <translation>이전 수준(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>다시 하기(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Redo {0}</source>
      <translation>다시 하기: {0}(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>지우기(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Replace it, and start anew</source>
      <translation>대체하고 새로 시작(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Reset</source>
      <translation>초기화(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Rows</source>
      <translation>행(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Run</source>
      <translation>실행(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Samples</source>
      <translation>표본(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Save…</source>
      <translation>저장(&amp;S)…</translation>
    </message>
    <message>
      <source>&amp;Scale</source>
      <translation>크기 조정(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Showing</source>
      <translation>표시할 값(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start</source>
      <translation>시작(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Start page</source>
      <translation>시작 페이지(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Stop, save and leave</source>
      <translation>정지하고 저장한 뒤 종료(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Take up…</source>
      <translation>이어받기(&amp;T)…</translation>
    </message>
    <message>
      <source>&amp;To</source>
      <translation>저장 위치(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Tour</source>
      <translation>둘러보기(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Train</source>
      <translation>학습(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Train a network…</source>
      <translation>신경망 학습(&amp;T)…</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>되돌리기(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Undo {0}</source>
      <translation>되돌리기: {0}(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Use these</source>
      <translation>이 값 사용(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>보기(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;Which</source>
      <translation>대상(&amp;W)</translation>
    </message>
    <message>
      <source>&amp;Wiping divider</source>
      <translation>비교 경계선(&amp;W)</translation>
    </message>
    <message>
      <source>&amp;Write</source>
      <translation>저장 내용(&amp;W)</translation>
    </message>
    <message>
      <source>'score-explorer COMMAND --help' describes each command.</source>
      <translation>명령마다의 설명은 'score-explorer COMMAND --help'로 볼 수 있습니다.</translation>
    </message>
    <message>
      <source>(exact: {0})</source>
      <translation>(정확한 값: {0})</translation>
    </message>
    <message>
      <source>({0} changes)</source>
      <translation>(변경 {0}회)</translation>
    </message>
    <message>
      <source>*.gz *.idx *-ubyte *.npz *.npy *.zip</source>
      <translation>*.gz *.idx *-ubyte *.npz *.npy *.zip</translation>
    </message>
    <message>
      <source>*.safetensors *.pth *.pt *.ckpt *.bin model_index.json</source>
      <translation>*.safetensors *.pth *.pt *.ckpt *.bin model_index.json</translation>
    </message>
    <message>
      <source>, L = {0}, σ = {1} … {2}</source>
      <translation>, L = {0}, σ = {1} … {2}</translation>
    </message>
    <message>
      <source>, half of them mirrored</source>
      <translation>, 이미지의 절반은 좌우 반전</translation>
    </message>
    <message>
      <source>, not denoised</source>
      <translation>, 잡음 제거 안 함</translation>
    </message>
    <message>
      <source>, or all</source>
      <translation>, 또는 all</translation>
    </message>
    <message>
      <source>, pen down</source>
      <translation>, 펜 내림</translation>
    </message>
    <message>
      <source>, products in {0}</source>
      <translation>, 곱셈은 {0}</translation>
    </message>
    <message>
      <source>, repeating {0} changes</source>
      <translation>, 변경 {0}회 되풀이</translation>
    </message>
    <message>
      <source>, sampling: {0} of {1}</source>
      <translation>, 표본 추출: {0} / {1}</translation>
    </message>
    <message>
      <source>, {0} start</source>
      <translation>, 출발: {0}</translation>
    </message>
    <message>
      <source>, {0}/s</source>
      <translation>, {0}/s</translation>
    </message>
    <message>
      <source>, σ = {0} alone</source>
      <translation>, σ = {0} 하나만</translation>
    </message>
    <message>
      <source>--at-level counts from 1, not {0}</source>
      <translation>--at-level은 1부터 셉니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--at-level goes with --branch-from or --start-image</source>
      <translation>--at-level은 --branch-from이나 --start-image와 함께 씁니다</translation>
    </message>
    <message>
      <source>--at-level must be from 1 to {0}, not {1}</source>
      <translation>--at-level은 1에서 {0}까지여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--bias measures short runs of its own: leave out {0}</source>
      <translation>--bias는 제 나름의 짧은 실행을 잽니다. {0}을(를) 빼십시오</translation>
    </message>
    <message>
      <source>--branch-from goes with neither --from-image nor --start-image</source>
      <translation>--branch-from은 --from-image나 --start-image와 함께 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--density points needs --points FILE, and no other density takes it</source>
      <translation>--density points에는 --points FILE이 필요하고, 다른 밀도에는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--film: a film is made by one process, not by several together</source>
      <translation>--film: 영상은 여러 프로세스가 함께 만들 수 없고 한 프로세스가 만듭니다</translation>
    </message>
    <message>
      <source>--film: the name must end in {0}</source>
      <translation>--film: 이름이 {0}(으)로 끝나야 합니다</translation>
    </message>
    <message>
      <source>--film: {0} needs a library: pip install '{1}'</source>
      <translation>--film: {0}에는 라이브러리가 필요합니다: pip install '{1}'</translation>
    </message>
    <message>
      <source>--film: {0} samples in {1} steps take too much memory</source>
      <translation>--film: 표본 {0}개의 스텝 {1}개는 메모리를 너무 많이 차지합니다</translation>
    </message>
    <message>
      <source>--flow-from and --flow-line go with --flow</source>
      <translation>--flow-from과 --flow-line은 --flow와 함께 씁니다</translation>
    </message>
    <message>
      <source>--flow-line goes with --flow line</source>
      <translation>--flow-line은 --flow line과 함께 씁니다</translation>
    </message>
    <message>
      <source>--frames must be from 2 to 1000, not {0}</source>
      <translation>--frames는 2에서 1000까지여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--from brings its own density</source>
      <translation>--from에는 이미 밀도가 들어 있습니다</translation>
    </message>
    <message>
      <source>--from-sample goes with --branch-from</source>
      <translation>--from-sample은 --branch-from과 함께 씁니다</translation>
    </message>
    <message>
      <source>--from-sample: there is no sample {0}, only 0 to {1}</source>
      <translation>--from-sample: 표본 {0}은(는) 없고 0에서 {1}까지만 있습니다</translation>
    </message>
    <message>
      <source>--install-desktop and --uninstall-desktop open no file</source>
      <translation>--install-desktop과 --uninstall-desktop은 파일을 열지 않습니다</translation>
    </message>
    <message>
      <source>--out names a folder, and {0} is a file</source>
      <translation>--out은 폴더 이름이어야 하는데 {0}은(는) 파일입니다</translation>
    </message>
    <message>
      <source>--out: the name must end in .safetensors, not {0}</source>
      <translation>--out: 이름이 .safetensors로 끝나야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--out: the name must end in {0}, not {1}</source>
      <translation>--out: 이름이 {0}(으)로 끝나야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--recipe says what the settings of --recommend-from are to be; give that picture, too</source>
      <translation>--recipe는 --recommend-from의 설정이 무엇이 될지를 정합니다. 그 이미지도 주십시오</translation>
    </message>
    <message>
      <source>--ring-count goes with --density ring</source>
      <translation>--ring-count는 --density ring과 함께 씁니다</translation>
    </message>
    <message>
      <source>--sde {0} has no base (--sde-base)</source>
      <translation>--sde {0}에는 밑(--sde-base)이 없습니다</translation>
    </message>
    <message>
      <source>--start cannot be given: a training starts from compact networks only</source>
      <translation>--start는 줄 수 없습니다. 작은 신경망(compact)에서만 학습을 시작할 수 있습니다</translation>
    </message>
    <message>
      <source>--start: {0} must be at least {1}, as in {2}, not {3}</source>
      <translation>--start: {0}은(는) {2}처럼 {1} 이상이어야 합니다. {3}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--start: {0} must be {1}, as in {2}, not {3}</source>
      <translation>--start: {0}은(는) {2}처럼 {1}이어야 합니다. {3}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--strip-levels must be from 1 to {0}, not {1}</source>
      <translation>--strip-levels는 1에서 {0}까지여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--strip: a strip is made by one process, not by several together</source>
      <translation>--strip: 띠는 한 프로세스가 만듭니다. 여럿이 함께 만들지 않습니다</translation>
    </message>
    <message>
      <source>--strip: the name must end in {0}</source>
      <translation>--strip: 이름이 {0}(으)로 끝나야 합니다</translation>
    </message>
    <message>
      <source>--strip: the run was stopped before its first level was over</source>
      <translation>--strip: 첫 수준이 끝나기 전에 실행이 멈췄습니다</translation>
    </message>
    <message>
      <source>--strip: {0} samples at {1} levels take too much memory</source>
      <translation>--strip: 수준 {1}개의 표본 {0}개는 메모리를 너무 많이 차지합니다</translation>
    </message>
    <message>
      <source>--threads must be from 1 to {0}, not {1}</source>
      <translation>--threads는 1에서 {0}까지여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--trails must be from 0 to {0}, not {1}</source>
      <translation>--trails는 0에서 {0}까지여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--{0} must be from {1} to 10000, not {2}</source>
      <translation>--{0}은(는) {1}에서 10000까지여야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>--{0}: the name must end in {1}, not {2}</source>
      <translation>--{0}: 이름이 {1}(으)로 끝나야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>. The value before stays.</source>
      <translation>. 이전 값을 유지합니다.</translation>
    </message>
    <message>
      <source>. They go on with the one before: change the density back, or stop and start anew.</source>
      <translation>. 이전 밀도로 계속합니다. 밀도를 되돌리거나, 정지하고 새로 시작하십시오.</translation>
    </message>
    <message>
      <source>.zip</source>
      <translation>.zip</translation>
    </message>
    <message>
      <source>1 / units</source>
      <translation>1 / 단위</translation>
    </message>
    <message>
      <source>1 level of {0} kept</source>
      <translation>{0}개 수준 중 1개를 보관함</translation>
    </message>
    <message>
      <source>1 samples p, smaller values sharpen it</source>
      <translation>1이면 p에서 표본을 추출하고, 작을수록 분포가 뾰족해집니다</translation>
    </message>
    <message>
      <source>1 step of {0} kept</source>
      <translation>{0}개 스텝 중 1개를 보관함</translation>
    </message>
    <message>
      <source>1000 steps or annealed through 10 levels from sigma 20 to 1 with 100 steps each.</source>
      <translation>1000스텝, 또는 σ 20에서 1까지 잡음 수준 10개에서 100스텝씩 담금질하며 실행합니다.</translation>
    </message>
    <message>
      <source>2 p − 1 of the pixels p</source>
      <translation>픽셀 p의 2 p − 1</translation>
    </message>
    <message>
      <source>2-D lab</source>
      <translation>2차원 실험실</translation>
    </message>
    <message>
      <source>5 × 5 Gaussians</source>
      <translation>5 × 5 가우스 분포</translation>
    </message>
    <message>
      <source>; each level {0} times</source>
      <translation>; 수준마다 {0}번</translation>
    </message>
    <message>
      <source>; repeating what was painted at {0} steps</source>
      <translation>; {0}개 스텝에서 칠한 것을 되풀이</translation>
    </message>
    <message>
      <source>; the first {0}</source>
      <translation>; 처음 {0}개</translation>
    </message>
    <message>
      <source>&lt;p&gt;One step: s is the network's score ∇ log p&lt;sub&gt;σ&lt;/sub&gt;(x), z standard normal noise.&lt;/p&gt;</source>
      <translation>&lt;p&gt;한 스텝: s는 신경망의 스코어 ∇ log p&lt;sub&gt;σ&lt;/sub&gt;(x), z는 표준 가우스 잡음입니다.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A .safetensors file saved here; it may also be dropped</source>
      <translation>여기서 저장한 .safetensors 파일. 끌어다 놓아도 됩니다</translation>
    </message>
    <message>
      <source>A 1-D manifold: no density before noise is added</source>
      <translation>1차원 다양체: 잡음을 더하기 전에는 밀도가 없습니다</translation>
    </message>
    <message>
      <source>A PNG: white is regenerated</source>
      <translation>PNG 파일: 흰색이 다시 생성됩니다</translation>
    </message>
    <message>
      <source>A chapter of your own is a Markdown file in {0}, named such as 20-mine.md.</source>
      <translation>직접 쓴 장은 {0}에 있는 마크다운 파일이며, 이름은 20-mine.md와 같이 짓습니다.</translation>
    </message>
    <message>
      <source>A click takes these settings over.</source>
      <translation>클릭하면 이 설정을 가져옵니다.</translation>
    </message>
    <message>
      <source>A density needs at least 2 points: draw others before you erase the last ones</source>
      <translation>밀도에는 점이 적어도 2개 필요합니다. 마지막 점들을 지우기 전에 다른 점을 그리십시오</translation>
    </message>
    <message>
      <source>A few ways to begin: digits, painting, the 2-D lab, a file, the lessons, the tour</source>
      <translation>시작하는 몇 가지 길: 숫자, 칠하기, 2차원 실험실, 파일, 강의, 둘러보기</translation>
    </message>
    <message>
      <source>A file or a folder of pictures; drop it here</source>
      <translation>이미지의 파일이나 폴더. 여기에 끌어다 놓아도 됩니다</translation>
    </message>
    <message>
      <source>A filling always ends with the denoising step</source>
      <translation>채우기는 항상 잡음 제거 스텝으로 끝납니다</translation>
    </message>
    <message>
      <source>A film of the run (GIF)</source>
      <translation>실행의 영상 (GIF)</translation>
    </message>
    <message>
      <source>A film of the run (MP4)</source>
      <translation>실행의 영상 (MP4)</translation>
    </message>
    <message>
      <source>A film of the run (WebP)</source>
      <translation>실행의 영상 (WebP)</translation>
    </message>
    <message>
      <source>A finished compact network whose weights the training begins with; this one may have more blocks.</source>
      <translation>학습을 시작할 가중치를 가진, 완성된 compact 신경망. 새 신경망의 블록이 더 많아도 됩니다.</translation>
    </message>
    <message>
      <source>A folder of pictures, also in folders in it</source>
      <translation>이미지 폴더. 그 안의 폴더에 있는 것도 읽습니다</translation>
    </message>
    <message>
      <source>A geometric sequence; 0: all values between the two ends</source>
      <translation>등비수열. 0: 두 끝 사이의 모든 값</translation>
    </message>
    <message>
      <source>A grid also whenever so many minutes have passed since the last one; 0: by epochs alone.</source>
      <translation>지난 격자에서 이만큼의 분이 지날 때마다 격자를 하나 더 추출합니다. 0: 에포크로만.</translation>
    </message>
    <message>
      <source>A last step without noise at σ&lt;sub&gt;L&lt;/sub&gt;, Tweedie's estimate (Jolicoeur-Martineau et al. 2020)</source>
      <translation>σ&lt;sub&gt;L&lt;/sub&gt;에서 잡음 없이 가는 마지막 스텝, 트위디 추정값(Jolicoeur-Martineau et al. 2020)</translation>
    </message>
    <message>
      <source>A last step without noise at σ&lt;sub&gt;L&lt;/sub&gt;, Tweedie's estimate of the data (Jolicoeur-Martineau et al. 2020). σ&lt;sub&gt;L&lt;/sub&gt; counts as noise added to the data: at their own width there is none to take away</source>
      <translation>σ&lt;sub&gt;L&lt;/sub&gt;에서 잡음 없이 가는 마지막 스텝, 데이터의 트위디 추정값(Jolicoeur-Martineau et al. 2020). σ&lt;sub&gt;L&lt;/sub&gt;은 데이터에 더한 잡음으로 봅니다. 데이터 자체의 폭에서는 없앨 잡음이 없습니다</translation>
    </message>
    <message>
      <source>A line a cell: every setting, the evaluations, the seconds, what the pictures are.</source>
      <translation>칸마다 한 줄: 모든 설정, 계산 횟수, 시간(초), 이미지가 무엇인지.</translation>
    </message>
    <message>
      <source>A line a step, with what was changed during the run.</source>
      <translation>스텝마다 한 줄이며, 실행 중에 바뀐 것이 함께 있습니다.</translation>
    </message>
    <message>
      <source>A line along which the potential is drawn; a click removes it</source>
      <translation>퍼텐셜을 그릴 선. 클릭하면 없어집니다</translation>
    </message>
    <message>
      <source>A longer gradient is cut to this length, so that one odd batch does not throw the weights.</source>
      <translation>이보다 긴 기울기는 이 길이로 자릅니다. 이상한 배치 하나가 가중치를 흩뜨리지 않게 합니다.</translation>
    </message>
    <message>
      <source>A mask of another size</source>
      <translation>크기가 다른 마스크</translation>
    </message>
    <message>
      <source>A network is being trained: show how it goes</source>
      <translation>신경망이 학습 중입니다. 어떻게 되어 가는지 봅니다</translation>
    </message>
    <message>
      <source>A network learns the score from samples of the data alone: it is never told p</source>
      <translation>신경망은 데이터의 표본만으로 스코어를 학습합니다. p를 알려 주는 일은 없습니다</translation>
    </message>
    <message>
      <source>A network of the sweep could not be opened</source>
      <translation>스윕의 신경망을 열 수 없습니다</translation>
    </message>
    <message>
      <source>A part that is missing</source>
      <translation>빠진 부분</translation>
    </message>
    <message>
      <source>A picture file of any usual kind, or IDX, zip, npz</source>
      <translation>흔히 쓰는 종류의 이미지 파일, 또는 IDX, zip, npz</translation>
    </message>
    <message>
      <source>A point file has two numbers a line, x and y</source>
      <translation>점 파일은 한 줄에 수가 둘, x와 y입니다</translation>
    </message>
    <message>
      <source>A race needs two contestants</source>
      <translation>경주에는 참가자가 둘 있어야 합니다</translation>
    </message>
    <message>
      <source>A rate: velocities forget as exp(−γt); large: the overdamped limit. The friction coefficient of Einstein's relation k&lt;sub&gt;B&lt;/sub&gt;T = γ&lt;sub&gt;f&lt;/sub&gt; D is γ&lt;sub&gt;f&lt;/sub&gt; = m γ, so D = τ/(mγ)</source>
      <translation>비율입니다. 속도가 exp(−γt)로 잊힙니다. 크면 과감쇠 극한입니다. 아인슈타인 관계식 k&lt;sub&gt;B&lt;/sub&gt;T = γ&lt;sub&gt;f&lt;/sub&gt; D의 마찰 계수는 γ&lt;sub&gt;f&lt;/sub&gt; = m γ이므로 D = τ/(mγ)입니다</translation>
    </message>
    <message>
      <source>A report was written to {0}.</source>
      <translation>보고서를 {0}에 썼습니다.</translation>
    </message>
    <message>
      <source>A run goes on</source>
      <translation>실행이 진행 중입니다</translation>
    </message>
    <message>
      <source>A run of the &amp;history</source>
      <translation>기록에 있는 실행(&amp;H)</translation>
    </message>
    <message>
      <source>A score network, trained while you watch, beside the exact score</source>
      <translation>눈앞에서 학습하는 스코어 신경망과 정확한 스코어를 나란히 봅니다</translation>
    </message>
    <message>
      <source>A spiral with a width</source>
      <translation>폭이 있는 나선</translation>
    </message>
    <message>
      <source>A state is saved: go on with --resume</source>
      <translation>상태를 저장했습니다: --resume으로 이어 가십시오</translation>
    </message>
    <message>
      <source>A strip of noise levels, one PNG: a row a sample</source>
      <translation>잡음 수준의 띠, PNG 하나: 표본마다 한 줄</translation>
    </message>
    <message>
      <source>A table of pictures: one setting against another, filled in the background</source>
      <translation>이미지의 표: 한 설정에 대한 다른 설정. 배경에서 채워집니다</translation>
    </message>
    <message>
      <source>A training goes on</source>
      <translation>학습이 진행 중입니다</translation>
    </message>
    <message>
      <source>A training starts from compact networks only</source>
      <translation>학습은 작은 신경망(compact)에서만 시작합니다</translation>
    </message>
    <message>
      <source>A velocity of flow matching has no noise level here; </source>
      <translation>흐름 매칭의 속도에는 여기서 쓰는 잡음 수준이 없습니다. </translation>
    </message>
    <message>
      <source>A zip, IDX, .npz, .npy or .parquet of pictures</source>
      <translation>이미지의 zip, IDX, .npz, .npy 또는 .parquet</translation>
    </message>
    <message>
      <source>A&amp;ct from level</source>
      <translation>적용 시작 수준(&amp;C)</translation>
    </message>
    <message>
      <source>A: left</source>
      <translation>A: 왼쪽</translation>
    </message>
    <message>
      <source>About score-explorer</source>
      <translation>score-explorer 정보</translation>
    </message>
    <message>
      <source>About the maps</source>
      <translation>맵에 대하여</translation>
    </message>
    <message>
      <source>About what it sees</source>
      <translation>보는 범위에 대하여</translation>
    </message>
    <message>
      <source>About {0}</source>
      <translation>{0} 정보</translation>
    </message>
    <message>
      <source>Adam's (default: 0.001)</source>
      <translation>Adam의 학습률 (기본값: 0.001)</translation>
    </message>
    <message>
      <source>Adam's learning rate (default: 0.006)</source>
      <translation>Adam의 학습률 (기본값: 0.006)</translation>
    </message>
    <message>
      <source>Adam's; a short warm-up, then falling as 1/√step</source>
      <translation>Adam의 학습률. 짧은 워밍업 뒤에 1/√스텝으로 줄어듭니다</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>더하기</translation>
    </message>
    <message>
      <source>Add recipes, or settings of your own.</source>
      <translation>레시피나 자신의 설정을 더하십시오.</translation>
    </message>
    <message>
      <source>Add the runs of such a file</source>
      <translation>저장해 둔 파일의 실행을 더합니다</translation>
    </message>
    <message>
      <source>Added noise, S churn</source>
      <translation>더하는 잡음, S churn</translation>
    </message>
    <message>
      <source>After so many epochs the averaged weights sample a grid, which takes some time from the training; 0: never.</source>
      <translation>이만큼의 에포크마다 평균 가중치로 격자를 추출하며, 그만큼 학습 시간이 듭니다. 0: 하지 않음.</translation>
    </message>
    <message>
      <source>Algorithm</source>
      <translation>알고리즘</translation>
    </message>
    <message>
      <source>Algorithm 1</source>
      <translation>알고리즘 1</translation>
    </message>
    <message>
      <source>All</source>
      <translation>모두</translation>
    </message>
    <message>
      <source>All begin with σ₁ z, with the same z. Off: each begins as its own settings say, some in U[0, 1]</source>
      <translation>모두 같은 z로 σ₁ z에서 시작합니다. 끄면: 저마다 제 설정대로 시작하고, U[0, 1]에서 시작하는 것도 있습니다</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>모든 파일</translation>
    </message>
    <message>
      <source>All of its values here make the same run</source>
      <translation>여기서는 모든 값이 같은 실행이 됩니다</translation>
    </message>
    <message>
      <source>All shortcuts on one sheet</source>
      <translation>모든 단축키를 한 장에 봅니다</translation>
    </message>
    <message>
      <source>Along the training</source>
      <translation>학습의 경과</translation>
    </message>
    <message>
      <source>Also Ctrl+wheel</source>
      <translation>Ctrl+휠도 됩니다</translation>
    </message>
    <message>
      <source>Alt+Left</source>
      <translation>Alt+Left</translation>
    </message>
    <message>
      <source>Alt+Right</source>
      <translation>Alt+Right</translation>
    </message>
    <message>
      <source>An error in the machine code of the program, or of a library, ended it. Its runs are in the history.</source>
      <translation>프로그램이나 라이브러리의 기계어 코드에 오류가 나서 끝났습니다. 실행은 기록에 남아 있습니다.</translation>
    </message>
    <message>
      <source>And every</source>
      <translation>또는 간격</translation>
    </message>
    <message>
      <source>And the pictures of the data that are nearest to them: are the samples copies?</source>
      <translation>그리고 표본에 가장 가까운 데이터의 이미지. 표본은 복사본일까요?</translation>
    </message>
    <message>
      <source>Annealed Langevin</source>
      <translation>담금질 랑주뱅</translation>
    </message>
    <message>
      <source>Annealed Langevin dynamics</source>
      <translation>담금질 랑주뱅 동역학</translation>
    </message>
    <message>
      <source>Annealed Langevin dynamics with the settings that suit this network</source>
      <translation>이 신경망에 맞는 설정의 담금질 랑주뱅 동역학</translation>
    </message>
    <message>
      <source>Annealed Langevin dynamics: pictures out of noise</source>
      <translation>담금질 랑주뱅 동역학: 잡음에서 이미지로</translation>
    </message>
    <message>
      <source>Another contestant: a recipe, the settings of Sample, or a run of the history</source>
      <translation>또 하나의 참가자: 레시피, “표본 추출”의 설정, 또는 기록에 있는 실행</translation>
    </message>
    <message>
      <source>Another head</source>
      <translation>다른 머리</translation>
    </message>
    <message>
      <source>Another language</source>
      <translation>다른 언어</translation>
    </message>
    <message>
      <source>Another seed at random</source>
      <translation>무작위로 다른 시드</translation>
    </message>
    <message>
      <source>Another seed at random (N)</source>
      <translation>무작위로 다른 시드(N)</translation>
    </message>
    <message>
      <source>Apple GPU</source>
      <translation>Apple GPU</translation>
    </message>
    <message>
      <source>Application Support</source>
      <translation>Application Support</translation>
    </message>
    <message>
      <source>Arrow keys</source>
      <translation>화살표 키</translation>
    </message>
    <message>
      <source>Arrows</source>
      <translation>화살표</translation>
    </message>
    <message>
      <source>Arrows move the crop, plus and minus size it</source>
      <translation>화살표 키는 자를 영역을 옮기고, 더하기와 빼기는 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>Arrows move the cursor, Enter puts the pen down and lifts it, Escape gives the stroke up</source>
      <translation>화살표 키는 커서를 옮기고, Enter는 펜을 내리고 올리며, Escape는 획을 취소합니다</translation>
    </message>
    <message>
      <source>Arrows: the score ∇ log p, which points to where the density grows fastest; noise makes it smooth</source>
      <translation>화살표: 스코어 ∇ log p. 밀도가 가장 빨리 커지는 쪽을 가리키며, 잡음이 이를 매끄럽게 합니다</translation>
    </message>
    <message>
      <source>As in the paper's toy code: for its unit modes σ = 1 is the data, which particles then follow</source>
      <translation>논문의 장난감 코드와 같습니다. 폭이 1인 봉우리에서는 σ = 1이 데이터이고, 입자는 그것을 따릅니다</translation>
    </message>
    <message>
      <source>As it is seen, twice as large, with the experiment inside: drop it on the window to go back.</source>
      <translation>보이는 그대로 두 배 크기로, 실험 설정을 담아 저장합니다: 창에 끌어다 놓으면 그 실험으로 돌아갑니다.</translation>
    </message>
    <message>
      <source>As looked at now, not as the run ended: level {0} of {1}, step {2}, σ = {3}.</source>
      <translation>실행이 끝난 모습이 아니라 지금 보고 있는 모습입니다: 수준 {0} / {1}, 스텝 {2}, σ = {3}.</translation>
    </message>
    <message>
      <source>As many independent samples of the law at the last level: what the particles should look like (in Figure 3 the picture on the left)</source>
      <translation>마지막 수준의 분포에서 같은 수만큼 뽑은 독립 표본: 입자들이 이루어야 할 모습입니다(그림 3에서는 왼쪽 이미지)</translation>
    </message>
    <message>
      <source>As published (Song &amp; Ermon 2019): L = 10, T = 100, ε = 4e-5, σ from 1 to 0.01, not denoised</source>
      <translation>발표된 대로(Song &amp; Ermon 2019): L = 10, T = 100, ε = 4e-5, σ는 1에서 0.01까지, 잡음 제거 안 함</translation>
    </message>
    <message>
      <source>Assumed</source>
      <translation>가정</translation>
    </message>
    <message>
      <source>At most</source>
      <translation>최대</translation>
    </message>
    <message>
      <source>At the next step</source>
      <translation>다음 스텝에</translation>
    </message>
    <message>
      <source>At the places clicked, in turn</source>
      <translation>클릭한 곳에서 차례로</translation>
    </message>
    <message>
      <source>At the present speed</source>
      <translation>현재 속도에서</translation>
    </message>
    <message>
      <source>At × 1 the whole run is played in {0} seconds</source>
      <translation>× 1에서는 실행 전체가 {0}초 동안 재생됩니다</translation>
    </message>
    <message>
      <source>Away with this page (Esc)</source>
      <translation>이 페이지를 치웁니다 (Esc)</translation>
    </message>
    <message>
      <source>B: right</source>
      <translation>B: 오른쪽</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>뒤로</translation>
    </message>
    <message>
      <source>Back to the pictures</source>
      <translation>이미지로 돌아가기</translation>
    </message>
    <message>
      <source>Back to the recommended value</source>
      <translation>권장값으로 되돌립니다</translation>
    </message>
    <message>
      <source>Base s of s&lt;sup&gt;t&lt;/sup&gt;</source>
      <translation>s&lt;sup&gt;t&lt;/sup&gt;의 밑 s</translation>
    </message>
    <message>
      <source>Base s of the SDE</source>
      <translation>SDE의 밑 s</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>배치</translation>
    </message>
    <message>
      <source>Batch size</source>
      <translation>배치 크기</translation>
    </message>
    <message>
      <source>Begin with</source>
      <translation>시작할 신경망</translation>
    </message>
    <message>
      <source>Begin with a picture of your own, with the noise of the level seen added to it</source>
      <translation>직접 고른 이미지에 보고 있는 수준의 잡음을 더해서 시작합니다</translation>
    </message>
    <message>
      <source>Begin with the lessons</source>
      <translation>강의로 시작하기</translation>
    </message>
    <message>
      <source>Behind the particles stands p at their present noise level, not at the last one</source>
      <translation>입자 뒤에는 마지막 잡음 수준이 아니라 현재 잡음 수준의 p가 표시됩니다</translation>
    </message>
    <message>
      <source>Below the pictures: what they show, which score is followed, and the step in numbers</source>
      <translation>이미지 아래에 무엇을 보여 주는지, 어느 스코어를 따르는지, 스텝의 수치를 적습니다</translation>
    </message>
    <message>
      <source>Beside real pictures</source>
      <translation>실제 이미지와 나란히</translation>
    </message>
    <message>
      <source>Best</source>
      <translation>최고</translation>
    </message>
    <message>
      <source>Blocks</source>
      <translation>블록</translation>
    </message>
    <message>
      <source>Blocks, coarse</source>
      <translation>블록, 성긴 척도</translation>
    </message>
    <message>
      <source>Both panels start at the same places and get the same random numbers</source>
      <translation>두 패널이 같은 곳에서 출발하고 같은 난수를 받습니다</translation>
    </message>
    <message>
      <source>Both panels: how it is shown</source>
      <translation>두 패널: 표시 방법</translation>
    </message>
    <message>
      <source>Both panels: with the next run</source>
      <translation>두 패널: 다음 실행부터</translation>
    </message>
    <message>
      <source>Both runs, each in its half (1)</source>
      <translation>두 실행을 반반씩 나란히 (1)</translation>
    </message>
    <message>
      <source>Bring the panels back, with {0} in front</source>
      <translation>{0} 패널을 앞에 두고 패널들을 다시 보입니다</translation>
    </message>
    <message>
      <source>Browse: {0}</source>
      <translation>찾아보기: {0}</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>찾아보기…</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>붓</translation>
    </message>
    <message>
      <source>Brush and eraser change the picture instead of the mask</source>
      <translation>붓과 지우개가 마스크 대신 이미지를 바꿉니다</translation>
    </message>
    <message>
      <source>Brush size in pixels</source>
      <translation>붓 크기(픽셀)</translation>
    </message>
    <message>
      <source>Brush: left, right button</source>
      <translation>붓: 왼쪽, 오른쪽 버튼</translation>
    </message>
    <message>
      <source>C&amp;lose</source>
      <translation>닫기(&amp;L)</translation>
    </message>
    <message>
      <source>CPU ({0} thread{1})</source>
      <translation>CPU (스레드 {0}개{1})</translation>
    </message>
    <message>
      <source>CSV or .npy with two columns; a file may also be dropped</source>
      <translation>열이 둘인 CSV 또는 .npy. 파일을 끌어다 놓아도 됩니다</translation>
    </message>
    <message>
      <source>CUDA graphs</source>
      <translation>CUDA 그래프</translation>
    </message>
    <message>
      <source>CUDA graphs cannot record this network ({0}): it computes without</source>
      <translation>CUDA 그래프가 이 신경망을 기록할 수 없어({0}) 그래프 없이 계산합니다</translation>
    </message>
    <message>
      <source>Ca&amp;ption</source>
      <translation>설명(&amp;P)</translation>
    </message>
    <message>
      <source>Call the column 'image'; it holds PNG or JPEG files</source>
      <translation>열 이름을 'image'로 하십시오. 이 열에 PNG나 JPEG 파일이 들어갑니다</translation>
    </message>
    <message>
      <source>Call the right one 'images'</source>
      <translation>맞는 배열의 이름을 'images'로 하십시오</translation>
    </message>
    <message>
      <source>Call this run by a name of your own (F2)</source>
      <translation>이 실행에 이름을 붙입니다 (F2)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <source>Cells of the sweep</source>
      <translation>스윕의 칸</translation>
    </message>
    <message>
      <source>Centre</source>
      <translation>가운데</translation>
    </message>
    <message>
      <source>Centre of the start, x</source>
      <translation>출발 중심, x</translation>
    </message>
    <message>
      <source>Centre of the start, y</source>
      <translation>출발 중심, y</translation>
    </message>
    <message>
      <source>Centre x₁</source>
      <translation>중심 x₁</translation>
    </message>
    <message>
      <source>Centre x₂</source>
      <translation>중심 x₂</translation>
    </message>
    <message>
      <source>Change this contestant's settings or its name</source>
      <translation>이 참가자의 설정이나 이름을 바꿉니다</translation>
    </message>
    <message>
      <source>Chapters</source>
      <translation>장</translation>
    </message>
    <message>
      <source>Charts</source>
      <translation>그래프</translation>
    </message>
    <message>
      <source>Check the disk, or use another</source>
      <translation>디스크를 점검하거나 다른 디스크를 쓰십시오</translation>
    </message>
    <message>
      <source>Check the path</source>
      <translation>경로를 확인하십시오</translation>
    </message>
    <message>
      <source>Check the permissions, or choose another folder</source>
      <translation>권한을 확인하거나 다른 폴더를 고르십시오</translation>
    </message>
    <message>
      <source>Check the spelling</source>
      <translation>철자를 확인하십시오</translation>
    </message>
    <message>
      <source>Check the spelling and the folder</source>
      <translation>철자와 폴더를 확인하십시오</translation>
    </message>
    <message>
      <source>Checkerboard</source>
      <translation>체커판</translation>
    </message>
    <message>
      <source>Checkpoint</source>
      <translation>체크포인트</translation>
    </message>
    <message>
      <source>Checkpoints</source>
      <translation>체크포인트</translation>
    </message>
    <message>
      <source>Checkpoints, pictures, points</source>
      <translation>체크포인트, 이미지, 점</translation>
    </message>
    <message>
      <source>Choose a PNG exported from the 2-D laboratory</source>
      <translation>2차원 실험실에서 내보낸 PNG를 고르십시오</translation>
    </message>
    <message>
      <source>Choose a PNG written by score-explorer</source>
      <translation>score-explorer가 쓴 PNG를 고르십시오</translation>
    </message>
    <message>
      <source>Choose a configuration</source>
      <translation>구성 선택</translation>
    </message>
    <message>
      <source>Choose a file saved by the 2-D laboratory</source>
      <translation>2차원 실험실이 저장한 파일을 고르십시오</translation>
    </message>
    <message>
      <source>Choose a folder on another disk</source>
      <translation>다른 디스크의 폴더를 고르십시오</translation>
    </message>
    <message>
      <source>Choose a history saved by score-explorer</source>
      <translation>score-explorer가 저장한 기록을 고르십시오</translation>
    </message>
    <message>
      <source>Choose a published configuration or a file</source>
      <translation>발표된 구성이나 파일을 선택합니다</translation>
    </message>
    <message>
      <source>Choose a shorter one</source>
      <translation>더 짧은 이름을 고르십시오</translation>
    </message>
    <message>
      <source>Choose another</source>
      <translation>다른 것을 고르십시오</translation>
    </message>
    <message>
      <source>Choose another name</source>
      <translation>다른 이름을 고르십시오</translation>
    </message>
    <message>
      <source>Choose another picture, or use 'sample'</source>
      <translation>다른 이미지를 고르거나 'sample'을 쓰십시오</translation>
    </message>
    <message>
      <source>Choose another seed at random</source>
      <translation>무작위로 다른 시드를 고릅니다</translation>
    </message>
    <message>
      <source>Choose another, or save it again</source>
      <translation>다른 것을 고르거나 다시 저장하십시오</translation>
    </message>
    <message>
      <source>Choose another, or save it again as PNG</source>
      <translation>다른 것을 고르거나 PNG로 다시 저장하십시오</translation>
    </message>
    <message>
      <source>Choose fewer samples at once, or close other programs.</source>
      <translation>한 번에 뽑는 표본 수를 줄이거나 다른 프로그램을 닫으십시오.</translation>
    </message>
    <message>
      <source>Choose one: its maps for the picture seen, and what one place of it sees, stand beside</source>
      <translation>하나를 고르십시오. 보이는 이미지로 만든 맵과 그 한 자리가 보는 범위가 옆에 나옵니다</translation>
    </message>
    <message>
      <source>Choose the checkpoint it was made with</source>
      <translation>이것을 만든 체크포인트를 고르십시오</translation>
    </message>
    <message>
      <source>Choose the data to train on.</source>
      <translation>학습할 데이터를 고르십시오.</translation>
    </message>
    <message>
      <source>Choose the file in a dialog</source>
      <translation>대화 상자에서 파일을 선택합니다</translation>
    </message>
    <message>
      <source>Choose the place in a dialog</source>
      <translation>대화 상자에서 위치를 선택합니다</translation>
    </message>
    <message>
      <source>Choose two settings and their values, then start.
While the cells fill you can go on working; a click on a cell takes its settings over.</source>
      <translation>두 설정과 그 값을 고른 다음 시작하세요.
칸이 채워지는 동안 계속 작업할 수 있습니다. 칸을 클릭하면 그 설정을 가져옵니다.</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>선택…</translation>
    </message>
    <message>
      <source>Chosen anew for these levels and steps, for the next run (Song &amp; Ermon 2020, technique 4). Type an ε to keep it.</source>
      <translation>이 수준과 스텝에 맞추어 다음 실행을 위해 새로 정한 값입니다(Song &amp; Ermon 2020, 기법 4). 고정하려면 ε을 입력하십시오.</translation>
    </message>
    <message>
      <source>Churn</source>
      <translation>휘젓기</translation>
    </message>
    <message>
      <source>Churn from σ</source>
      <translation>휘젓기 최소 σ</translation>
    </message>
    <message>
      <source>Churn up to σ</source>
      <translation>휘젓기 최대 σ</translation>
    </message>
    <message>
      <source>Churn, times</source>
      <translation>휘젓기 배수</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>원</translation>
    </message>
    <message>
      <source>Class on each picture</source>
      <translation>이미지마다 클래스 표시</translation>
    </message>
    <message>
      <source>Classes</source>
      <translation>클래스</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Clear mas&amp;k</source>
      <translation>마스크 지우기(&amp;K)</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>클릭</translation>
    </message>
    <message>
      <source>Click where particles are to start; they begin there with the next run</source>
      <translation>입자가 출발할 곳을 클릭하십시오. 다음 실행부터 그곳에서 출발합니다</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>닫기</translation>
    </message>
    <message>
      <source>Close other programs</source>
      <translation>다른 프로그램을 닫으십시오</translation>
    </message>
    <message>
      <source>Close other programs, or make it smaller</source>
      <translation>다른 프로그램을 닫거나 더 작게 만드십시오</translation>
    </message>
    <message>
      <source>Close other windows or programs</source>
      <translation>다른 창이나 프로그램을 닫으십시오</translation>
    </message>
    <message>
      <source>Close the window, which ends the race</source>
      <translation>창을 닫습니다. 경주도 끝납니다</translation>
    </message>
    <message>
      <source>Close this message</source>
      <translation>이 메시지를 닫습니다</translation>
    </message>
    <message>
      <source>Colour of the brush</source>
      <translation>붓의 색</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>색</translation>
    </message>
    <message>
      <source>Colours become shades of grey.</source>
      <translation>색을 회색조로 바꿉니다.</translation>
    </message>
    <message>
      <source>Command palette</source>
      <translation>명령 팔레트</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>명령</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>비교</translation>
    </message>
    <message>
      <source>Compare samples with real pictures of the same kind: Frechet and kernel distance of a network's features, classes, and
the nearest training pictures. Beside each number stands that of as many real pictures. The bundled feature network
knows handwritten digits, grey, 28x28; the classes of the real pictures are its own decisions. Where these lie in a
folder for each class, called by its number (0 to 9), the folders' shares stand beside them. With Inception's weights
(--features) the distances are FID and KID, and there is the inception score.
</source>
      <translation>표본을 같은 종류의 실제 이미지와 비교합니다. 신경망의 특징으로 잰 프레셰 거리와 커널 거리, 클래스, 가장 가까운 학습 이미지를 봅니다. 값마다 같은 수의 실제 이미지로 얻은 값이 나란히 나옵니다. 함께 들어 있는 특징 신경망은 28x28 회색 손글씨 숫자를 알고, 실제 이미지의 클래스도 스스로 판단합니다. 실제 이미지가 클래스마다 그 번호(0에서 9)를 이름으로 한 폴더에 있으면 폴더의 몫도 나란히 나옵니다. Inception의 가중치(--features)를 주면 거리는 FID와 KID가 되고 인셉션 점수도 나옵니다.</translation>
    </message>
    <message>
      <source>Compare two runs</source>
      <translation>두 실행의 비교</translation>
    </message>
    <message>
      <source>Compare with no real pictures</source>
      <translation>실제 이미지와 비교하지 않습니다</translation>
    </message>
    <message>
      <source>Compare with the &amp;masked input</source>
      <translation>가린 입력과 비교(&amp;M)</translation>
    </message>
    <message>
      <source>Compile: faster steps after a wait</source>
      <translation>컴파일: 잠시 뒤 스텝이 빨라짐</translation>
    </message>
    <message>
      <source>Compiled</source>
      <translation>컴파일됨</translation>
    </message>
    <message>
      <source>Compiled kernels for this processor do what lies between two convolutions in one pass. Building them takes some ten seconds the first time and needs a C++ compiler; scores change by rounding</source>
      <translation>이 프로세서용으로 컴파일한 커널이 두 합성곱 사이의 일을 한 번에 처리합니다. 처음 만들 때 10초쯤 걸리고 C++ 컴파일러가 필요합니다. 스코어는 반올림 정도로 달라집니다</translation>
    </message>
    <message>
      <source>Compiling {0}…</source>
      <translation>{0} 컴파일 중…</translation>
    </message>
    <message>
      <source>Complete</source>
      <translation>완성</translation>
    </message>
    <message>
      <source>Completions</source>
      <translation>완성본</translation>
    </message>
    <message>
      <source>Configuration</source>
      <translation>구성</translation>
    </message>
    <message>
      <source>Configuration of the training</source>
      <translation>학습의 구성</translation>
    </message>
    <message>
      <source>Configurations</source>
      <translation>구성</translation>
    </message>
    <message>
      <source>Consistent</source>
      <translation>일관된 담금질</translation>
    </message>
    <message>
      <source>Consistent annealed sampling</source>
      <translation>일관된 담금질 표본 추출</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>대비</translation>
    </message>
    <message>
      <source>Contrast of the picture</source>
      <translation>이미지의 대비</translation>
    </message>
    <message>
      <source>Convention of the step size</source>
      <translation>스텝 크기의 표기 관례</translation>
    </message>
    <message>
      <source>Converted from</source>
      <translation>변환한 원본</translation>
    </message>
    <message>
      <source>Convolutions only</source>
      <translation>합성곱만</translation>
    </message>
    <message>
      <source>Copied: {0}, {1} × {2} pixels</source>
      <translation>복사함: {0}, {1} × {2} 픽셀</translation>
    </message>
    <message>
      <source>Copy &amp;command</source>
      <translation>명령 복사(&amp;C)</translation>
    </message>
    <message>
      <source>Copy a picture in another program first, or open a file.</source>
      <translation>먼저 다른 프로그램에서 이미지를 복사하거나 파일을 여십시오.</translation>
    </message>
    <message>
      <source>Correct the configuration</source>
      <translation>구성을 고치십시오</translation>
    </message>
    <message>
      <source>Correct the file, or choose another</source>
      <translation>파일을 고치거나 다른 것을 고르십시오</translation>
    </message>
    <message>
      <source>Corrector steps M</source>
      <translation>수정자 스텝 M</translation>
    </message>
    <message>
      <source>Corrector's r</source>
      <translation>수정자의 r</translation>
    </message>
    <message>
      <source>Cover a part of the picture with the brush; the network fills it, many ways at once.</source>
      <translation>붓으로 이미지의 일부를 덮으세요. 신경망이 그곳을 한 번에 여러 가지로 채웁니다.</translation>
    </message>
    <message>
      <source>Crop of the picture</source>
      <translation>이미지의 자를 영역</translation>
    </message>
    <message>
      <source>Ctrl++</source>
      <translation>Ctrl++</translation>
    </message>
    <message>
      <source>Ctrl+-</source>
      <translation>Ctrl+-</translation>
    </message>
    <message>
      <source>Ctrl+.</source>
      <translation>Ctrl+.</translation>
    </message>
    <message>
      <source>Ctrl+0</source>
      <translation>Ctrl+0</translation>
    </message>
    <message>
      <source>Ctrl+4</source>
      <translation>Ctrl+4</translation>
    </message>
    <message>
      <source>Ctrl+=</source>
      <translation>Ctrl+=</translation>
    </message>
    <message>
      <source>Ctrl+A</source>
      <translation>Ctrl+A</translation>
    </message>
    <message>
      <source>Ctrl+C</source>
      <translation>Ctrl+C</translation>
    </message>
    <message>
      <source>Ctrl+E</source>
      <translation>Ctrl+E</translation>
    </message>
    <message>
      <source>Ctrl+Enter</source>
      <translation>Ctrl+Enter</translation>
    </message>
    <message>
      <source>Ctrl+H</source>
      <translation>Ctrl+H</translation>
    </message>
    <message>
      <source>Ctrl+I</source>
      <translation>Ctrl+I</translation>
    </message>
    <message>
      <source>Ctrl+O</source>
      <translation>Ctrl+O</translation>
    </message>
    <message>
      <source>Ctrl+Q</source>
      <translation>Ctrl+Q</translation>
    </message>
    <message>
      <source>Ctrl+R</source>
      <translation>Ctrl+R</translation>
    </message>
    <message>
      <source>Ctrl+Return</source>
      <translation>Ctrl+Return</translation>
    </message>
    <message>
      <source>Ctrl+Shift+A</source>
      <translation>Ctrl+Shift+A</translation>
    </message>
    <message>
      <source>Ctrl+Shift+G</source>
      <translation>Ctrl+Shift+G</translation>
    </message>
    <message>
      <source>Ctrl+Shift+H</source>
      <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
      <source>Ctrl+Shift+O</source>
      <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
      <source>Ctrl+Shift+P</source>
      <translation>Ctrl+Shift+P</translation>
    </message>
    <message>
      <source>Ctrl+Shift+T</source>
      <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
      <source>Ctrl+Shift+Z</source>
      <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
      <source>Ctrl+T</source>
      <translation>Ctrl+T</translation>
    </message>
    <message>
      <source>Ctrl+V</source>
      <translation>Ctrl+V</translation>
    </message>
    <message>
      <source>Ctrl+Y</source>
      <translation>Ctrl+Y</translation>
    </message>
    <message>
      <source>Ctrl+Z</source>
      <translation>Ctrl+Z</translation>
    </message>
    <message>
      <source>Ctrl+Z: undo</source>
      <translation>Ctrl+Z: 되돌리기</translation>
    </message>
    <message>
      <source>Ctrl+\</source>
      <translation>Ctrl+\</translation>
    </message>
    <message>
      <source>Ctrl+click</source>
      <translation>Ctrl+클릭</translation>
    </message>
    <message>
      <source>Ctrl+wheel</source>
      <translation>Ctrl+휠</translation>
    </message>
    <message>
      <source>Cursor</source>
      <translation>커서</translation>
    </message>
    <message>
      <source>Cut out</source>
      <translation>잘라 내기</translation>
    </message>
    <message>
      <source>Cut out a smaller part (--crop)</source>
      <translation>더 작은 부분을 잘라 내십시오(--crop)</translation>
    </message>
    <message>
      <source>D&amp;ark theme</source>
      <translation>어두운 테마(&amp;A)</translation>
    </message>
    <message>
      <source>DDIM to ancestral</source>
      <translation>DDIM에서 조상 표본 추출까지</translation>
    </message>
    <message>
      <source>DDPM's U-Net in the layout of pytorch_diffusion and ddim</source>
      <translation>pytorch_diffusion과 ddim 배치의 DDPM U-Net</translation>
    </message>
    <message>
      <source>DDPMScheduler, linear betas, 1000 steps, epsilon</source>
      <translation>DDPMScheduler, 선형 베타, 1000스텝, 엡실론</translation>
    </message>
    <message>
      <source>DPM-Solver++</source>
      <translation>DPM-Solver++</translation>
    </message>
    <message>
      <source>DPM-Solver++ (2M)</source>
      <translation>DPM-Solver++ (2M)</translation>
    </message>
    <message>
      <source>Dark and light change places: black ink on white paper becomes white on black, as digits are</source>
      <translation>어두운 곳과 밝은 곳이 바뀝니다. 흰 종이의 검은 글씨가 숫자 데이터처럼 검은 바탕의 흰 글씨가 됩니다</translation>
    </message>
    <message>
      <source>Dashed: a setting on an axis does nothing there.</source>
      <translation>파선: 축의 설정이 거기서는 아무 영향도 주지 않습니다.</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>데이터</translation>
    </message>
    <message>
      <source>Data of pictures</source>
      <translation>이미지 데이터</translation>
    </message>
    <message>
      <source>Data on a line cannot be learned without noise: the loss has no lower bound. Then train them with noise. In the paper, on pictures, the loss without noise falls and then fluctuates; this network is free to fall on</source>
      <translation>선 위의 데이터는 잡음 없이 학습할 수 없습니다. 손실에 하한이 없기 때문입니다. 그때는 잡음을 넣고 학습시키십시오. 논문에서는 이미지에 대해 잡음 없는 손실이 줄다가 불규칙하게 흔들립니다. 이 신경망은 자유로워서 끝없이 줄어듭니다</translation>
    </message>
    <message>
      <source>Data set</source>
      <translation>데이터 세트</translation>
    </message>
    <message>
      <source>Data sets of pictures</source>
      <translation>이미지 데이터 세트</translation>
    </message>
    <message>
      <source>Data space</source>
      <translation>데이터 공간</translation>
    </message>
    <message>
      <source>Data to train on</source>
      <translation>학습할 데이터</translation>
    </message>
    <message>
      <source>Decay</source>
      <translation>감쇠</translation>
    </message>
    <message>
      <source>Denoise</source>
      <translation>잡음 제거</translation>
    </message>
    <message>
      <source>Denoise at the end</source>
      <translation>마지막에 잡음 제거</translation>
    </message>
    <message>
      <source>Denoised &amp;estimate</source>
      <translation>잡음을 없앤 추정값(&amp;E)</translation>
    </message>
    <message>
      <source>Denoising score matching</source>
      <translation>잡음 제거 스코어 매칭</translation>
    </message>
    <message>
      <source>Densities of the plane, their scores, networks that learn them, particles that follow</source>
      <translation>평면의 밀도와 그 스코어, 스코어를 학습하는 신경망, 스코어를 따르는 입자</translation>
    </message>
    <message>
      <source>Densities, their arrows, and particles that follow them</source>
      <translation>밀도와 그 화살표, 그리고 그것을 따라가는 입자</translation>
    </message>
    <message>
      <source>Density</source>
      <translation>밀도</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>깊이</translation>
    </message>
    <message>
      <source>Depth of the network</source>
      <translation>신경망의 깊이</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>세부 정보</translation>
    </message>
    <message>
      <source>Details of: {0}</source>
      <translation>세부 정보: {0}</translation>
    </message>
    <message>
      <source>Details…</source>
      <translation>세부 정보…</translation>
    </message>
    <message>
      <source>Deviation</source>
      <translation>표준편차</translation>
    </message>
    <message>
      <source>Deviation of ln σ</source>
      <translation>ln σ의 표준편차</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>장치</translation>
    </message>
    <message>
      <source>Device to train on</source>
      <translation>학습할 장치</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>차이</translation>
    </message>
    <message>
      <source>Dilations</source>
      <translation>팽창</translation>
    </message>
    <message>
      <source>Directions only</source>
      <translation>방향만 표시합니다</translation>
    </message>
    <message>
      <source>Distances from real pictures</source>
      <translation>실제 이미지까지의 거리</translation>
    </message>
    <message>
      <source>Distances need {0} samples at least: {1} are missing.</source>
      <translation>거리를 구하려면 표본이 적어도 {0}개 필요합니다. {1}개가 모자랍니다.</translation>
    </message>
    <message>
      <source>Distances to the real pictures are found when all have ended.</source>
      <translation>실제 이미지까지의 거리는 모두 끝난 뒤에 구합니다.</translation>
    </message>
    <message>
      <source>Distances: {0}</source>
      <translation>거리: {0}</translation>
    </message>
    <message>
      <source>Diverged</source>
      <translation>발산함</translation>
    </message>
    <message>
      <source>Do not draw it</source>
      <translation>마스크를 그리지 않습니다</translation>
    </message>
    <message>
      <source>Do not start</source>
      <translation>시작하지 않기</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>완료</translation>
    </message>
    <message>
      <source>Done so far</source>
      <translation>지금까지의 진행</translation>
    </message>
    <message>
      <source>Done so far; each noise level in its colour</source>
      <translation>지금까지의 진행. 잡음 수준마다 제 색으로 표시합니다</translation>
    </message>
    <message>
      <source>Double-click</source>
      <translation>두 번 클릭</translation>
    </message>
    <message>
      <source>Double-click on empty space</source>
      <translation>빈 곳을 더블 클릭</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>끌기</translation>
    </message>
    <message>
      <source>Drag modes or the view; the wheel zooms; double-click shows everything</source>
      <translation>봉우리나 화면을 끕니다. 휠: 확대와 축소, 더블 클릭: 전체 보기</translation>
    </message>
    <message>
      <source>Drag the playhead to any step, play it backwards (Shift+J), and go on from there with other settings: Space. Every finished run stays in the history (Ctrl+H).</source>
      <translation>재생 헤드를 아무 스텝으로나 끌고, 거꾸로 재생하고(Shift+J), 거기서 다른 설정으로 이어 가십시오: 스페이스. 끝난 실행은 모두 기록에 남습니다 (Ctrl+H).</translation>
    </message>
    <message>
      <source>Drag to draw points, with the right button to erase; Ctrl+wheel sets the brush's size</source>
      <translation>끌어서 점을 그리고 오른쪽 버튼으로 지웁니다. Ctrl+휠은 붓의 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>Drag to move, wheel to zoom, double-click to fit; Space lets particles follow the score</source>
      <translation>끌기: 이동, 휠: 확대와 축소, 더블 클릭: 맞춤. 스페이스를 누르면 입자가 스코어를 따릅니다</translation>
    </message>
    <message>
      <source>Drag to move, wheel to zoom, double-click to see everything</source>
      <translation>끌기: 이동, 휠: 확대와 축소, 더블 클릭: 전체 보기</translation>
    </message>
    <message>
      <source>Drag ε while a run goes on: the very next step uses it. Past the hatched limit the samples diverge. The buttons above hold whole settings: as in the paper, fast, best.</source>
      <translation>실행 중에 ε을 끄십시오. 바로 다음 스텝이 그 값을 씁니다. 빗금 친 한계를 넘으면 표본이 발산합니다. 위의 버튼에는 설정 전체가 들어 있습니다: 논문, 빠름, 최고.</translation>
    </message>
    <message>
      <source>Draw a line in the plane with Probe: V = −log p along it is shown here.</source>
      <translation>“탐침”으로 평면에 선을 그으십시오. 그 선을 따른 V = −log p가 여기에 나옵니다.</translation>
    </message>
    <message>
      <source>Draw data with the brush (B); the right button erases; Ctrl+wheel, [ and ]: its size</source>
      <translation>붓으로 데이터를 그립니다(B). 오른쪽 버튼은 지웁니다. Ctrl+휠, [ 와 ]: 붓 크기</translation>
    </message>
    <message>
      <source>Draw in the &amp;picture</source>
      <translation>이미지에 그리기(&amp;P)</translation>
    </message>
    <message>
      <source>Draw points</source>
      <translation>점 그리기</translation>
    </message>
    <message>
      <source>Draw points in the plane: they become the density. Ctrl+Z brings this one back.</source>
      <translation>평면에 점을 그리십시오. 그 점들이 밀도가 됩니다. Ctrl+Z를 누르면 이 밀도로 돌아옵니다.</translation>
    </message>
    <message>
      <source>Draw points, erase them</source>
      <translation>점을 그리고, 지웁니다</translation>
    </message>
    <message>
      <source>Draw the exact score of a 2-D density at a noise level as arrows over its log-density.</source>
      <translation>2차원 밀도의 정확한 스코어를 한 잡음 수준에서 로그 밀도 위에 화살표로 그립니다.</translation>
    </message>
    <message>
      <source>Draw the picture by hand</source>
      <translation>이미지를 손으로 그립니다</translation>
    </message>
    <message>
      <source>Drawn by hand, or from a file</source>
      <translation>손으로 그린 점, 또는 파일의 점</translation>
    </message>
    <message>
      <source>Drop a .safetensors, .pth or .pt file or a folder of diffusers on the window, or press Ctrl+O.</source>
      <translation>.safetensors, .pth, .pt 파일이나 diffusers 폴더를 창에 끌어다 놓거나 Ctrl+O를 누르십시오.</translation>
    </message>
    <message>
      <source>Drop a file</source>
      <translation>파일 끌어다 놓기</translation>
    </message>
    <message>
      <source>During that run picture or mask were repainted {0} times, more than the file keeps: the completions will differ.</source>
      <translation>그 실행 동안 이미지나 마스크를 {0}번 다시 칠했고, 이는 파일이 담는 것보다 많습니다. 완성본이 달라집니다.</translation>
    </message>
    <message>
      <source>E&amp;nlarge</source>
      <translation>크게 보기(&amp;N)</translation>
    </message>
    <message>
      <source>E&amp;xport mask…</source>
      <translation>마스크 내보내기(&amp;X)…</translation>
    </message>
    <message>
      <source>EDM's ρ</source>
      <translation>EDM의 ρ</translation>
    </message>
    <message>
      <source>EMA and live; described: EMA (--live for the others)</source>
      <translation>EMA와 마지막 가중치 둘 다 있음. 설명한 것: EMA (다른 가중치는 --live)</translation>
    </message>
    <message>
      <source>EMA and live; described: {0}</source>
      <translation>EMA와 마지막 가중치 둘 다 있음. 설명한 것: {0} 가중치</translation>
    </message>
    <message>
      <source>EMA decay</source>
      <translation>EMA 감쇠</translation>
    </message>
    <message>
      <source>Each click is a place where particles start</source>
      <translation>클릭하는 곳마다 입자의 출발점이 됩니다</translation>
    </message>
    <message>
      <source>Each level is run r times; between two passes noise takes x back up to the level above: x + √(σ&lt;sub&gt;i−1&lt;/sub&gt;² − σ&lt;sub&gt;i&lt;/sub&gt;²) z (after Lugmayr et al. 2022). The halves join better; the run takes r times as long</source>
      <translation>수준마다 r번 실행합니다. 그 사이에 잡음이 x를 위 수준으로 되돌립니다: x + √(σ&lt;sub&gt;i−1&lt;/sub&gt;² − σ&lt;sub&gt;i&lt;/sub&gt;²) z (Lugmayr et al. 2022를 따름). 두 부분이 더 잘 이어지지만 실행이 r배 오래 걸립니다</translation>
    </message>
    <message>
      <source>Each line carries the same share of the law: they end where the data are</source>
      <translation>선마다 분포의 같은 몫을 나릅니다. 선은 데이터가 있는 곳에서 끝납니다</translation>
    </message>
    <message>
      <source>Each noise level has a colour, from dark violet, large σ, to yellow, small σ</source>
      <translation>잡음 수준마다 색이 있습니다. 큰 σ의 어두운 보라색에서 작은 σ의 노란색까지입니다</translation>
    </message>
    <message>
      <source>Each particle goes along the score and, in Langevin dynamics, is kicked at random: so they come to follow p</source>
      <translation>입자마다 스코어를 따라가고, 랑주뱅 동역학에서는 무작위 충격을 받습니다. 그래서 p를 따르게 됩니다</translation>
    </message>
    <message>
      <source>Each picture is cut to a centred square and scaled to this side. All pictures must be equally large.</source>
      <translation>각 이미지를 가운데 정사각형으로 자르고 변의 길이를 이 값으로 맞춥니다. 모든 이미지의 크기가 같아야 합니다.</translation>
    </message>
    <message>
      <source>Each pixel is repeated so many times, unsmoothed</source>
      <translation>픽셀마다 이만큼 반복하며 매끄럽게 하지 않습니다</translation>
    </message>
    <message>
      <source>Each pixel is repeated so many times, unsmoothed; × 1 is exact</source>
      <translation>픽셀마다 매끄럽게 하지 않고 이만큼 되풀이합니다. × 1은 있는 그대로입니다</translation>
    </message>
    <message>
      <source>Each sample as a PNG of its own</source>
      <translation>표본마다 PNG 하나씩</translation>
    </message>
    <message>
      <source>Each step mirrors half of its pictures: twice the data, if left and right mean nothing.</source>
      <translation>스텝마다 이미지의 절반을 좌우로 뒤집습니다. 좌우에 뜻이 없다면 데이터가 두 배가 됩니다.</translation>
    </message>
    <message>
      <source>Edit {0}</source>
      <translation>{0} 고치기</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>고치기…</translation>
    </message>
    <message>
      <source>Einstein</source>
      <translation>아인슈타인</translation>
    </message>
    <message>
      <source>Emp&amp;ty canvas</source>
      <translation>빈 캔버스(&amp;T)</translation>
    </message>
    <message>
      <source>Empty canvas</source>
      <translation>빈 캔버스</translation>
    </message>
    <message>
      <source>End</source>
      <translation>끝내기</translation>
    </message>
    <message>
      <source>End after the evaluation under way; the cells that are filled stay</source>
      <translation>진행 중인 계산 뒤에 끝냅니다. 채워진 칸은 남습니다</translation>
    </message>
    <message>
      <source>End after the step under way; the state is saved, and it can be gone on with</source>
      <translation>진행 중인 스텝 뒤에 끝냅니다. 상태가 저장되어 나중에 계속할 수 있습니다</translation>
    </message>
    <message>
      <source>End the race; what it has made by then stays</source>
      <translation>경주를 끝냅니다. 그때까지 만든 것은 남습니다</translation>
    </message>
    <message>
      <source>End the run after the evaluation under way; its pictures stay</source>
      <translation>진행 중인 계산 뒤에 실행을 끝냅니다. 이미지는 남습니다</translation>
    </message>
    <message>
      <source>End the run; the particles stay where they are</source>
      <translation>실행을 끝냅니다. 입자는 그 자리에 남습니다</translation>
    </message>
    <message>
      <source>End the tour; everything is as it was before (Esc)</source>
      <translation>둘러보기를 끝냅니다. 모두 이전대로 돌아갑니다 (Esc)</translation>
    </message>
    <message>
      <source>End the training; the network stays</source>
      <translation>학습을 끝냅니다. 신경망은 남습니다</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>끝</translation>
    </message>
    <message>
      <source>Enlarge</source>
      <translation>크게 보기</translation>
    </message>
    <message>
      <source>Enlarge less, or write a GIF</source>
      <translation>덜 확대하거나 GIF로 쓰십시오</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Enter the runs in the history, where they can be looked through and compared</source>
      <translation>실행들을 기록에 올립니다. 거기서 살펴보고 비교할 수 있습니다</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>에포크</translation>
    </message>
    <message>
      <source>Equal Gaussians, evenly on a circle</source>
      <translation>원 위에 고르게 놓인 같은 가우스 분포들</translation>
    </message>
    <message>
      <source>Equation 1 (Hyvärinen 2005), with the exact trace</source>
      <translation>식 1(Hyvärinen 2005), 정확한 대각합을 씁니다</translation>
    </message>
    <message>
      <source>Equation 2 (Vincent 2011): learns from the noise it adds</source>
      <translation>식 2(Vincent 2011): 자신이 더한 잡음에서 학습합니다</translation>
    </message>
    <message>
      <source>Equation 3 (Song et al. 2019), variance reduced</source>
      <translation>식 3(Song et al. 2019), 분산을 줄인 형태입니다</translation>
    </message>
    <message>
      <source>Equations 5 and 6 of Song &amp; Ermon 2019</source>
      <translation>Song &amp; Ermon 2019의 식 5와 6</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Error</source>
      <translation>오차</translation>
    </message>
    <message>
      <source>Esc</source>
      <translation>Esc</translation>
    </message>
    <message>
      <source>Esc stops it, and it stays in the history; then choose the other one again.</source>
      <translation>Esc를 누르면 멈추고 기록에 남습니다. 그다음 다른 실행을 다시 고르십시오.</translation>
    </message>
    <message>
      <source>Estimate</source>
      <translation>추정값</translation>
    </message>
    <message>
      <source>Euler's method on the probability-flow ODE (DDIM), with stochasticity up to ancestral sampling</source>
      <translation>확률 흐름 ODE의 오일러 방법(DDIM). 조상 표본 추출까지 확률성을 더할 수 있습니다</translation>
    </message>
    <message>
      <source>Evaluations</source>
      <translation>신경망 계산</translation>
    </message>
    <message>
      <source>Evaluations of the network a second</source>
      <translation>초당 신경망 계산 횟수</translation>
    </message>
    <message>
      <source>Every number is live</source>
      <translation>모든 수가 살아 있습니다</translation>
    </message>
    <message>
      <source>Every other row</source>
      <translation>한 줄 걸러</translation>
    </message>
    <message>
      <source>Every pixel exact, and small; browsers show it. Dropped on the window it brings its settings back.</source>
      <translation>픽셀 하나까지 정확하고 작습니다. 브라우저가 보여 줍니다. 창에 놓으면 설정이 돌아옵니다.</translation>
    </message>
    <message>
      <source>Every run is kept here, also after the program has ended: look at it again, give it a star or a name.</source>
      <translation>모든 실행이 여기에 남으며, 프로그램을 끝낸 뒤에도 그대로 있습니다. 다시 보고, 별표나 이름을 붙일 수 있습니다.</translation>
    </message>
    <message>
      <source>Everything is as it was before the lessons set something up</source>
      <translation>모든 것을 강의가 바꾸기 전으로 되돌립니다</translation>
    </message>
    <message>
      <source>Everything is known</source>
      <translation>모든 픽셀을 아는 것으로 합니다</translation>
    </message>
    <message>
      <source>Everything is regenerated</source>
      <translation>모든 픽셀을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Exact samples</source>
      <translation>정확한 표본</translation>
    </message>
    <message>
      <source>Exact score</source>
      <translation>정확한 스코어</translation>
    </message>
    <message>
      <source>Exact score ∇ log p</source>
      <translation>정확한 스코어 ∇ log p</translation>
    </message>
    <message>
      <source>Exact score, {0}</source>
      <translation>정확한 스코어, {0}</translation>
    </message>
    <message>
      <source>Experiment restored from {0}</source>
      <translation>{0}: 실험을 되살렸습니다</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>내보내기</translation>
    </message>
    <message>
      <source>Export it anew</source>
      <translation>다시 내보내십시오</translation>
    </message>
    <message>
      <source>Export the mask: white = regenerate</source>
      <translation>마스크 내보내기: 흰색 = 다시 생성</translation>
    </message>
    <message>
      <source>Export the sweep</source>
      <translation>스윕 내보내기</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>내보낼 위치</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>내보내기…</translation>
    </message>
    <message>
      <source>F&amp;ull screen</source>
      <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
      <source>Factor of the added noise</source>
      <translation>더하는 잡음의 배수</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>실패</translation>
    </message>
    <message>
      <source>Fan out</source>
      <translation>갈래 펼치기</translation>
    </message>
    <message>
      <source>Fast</source>
      <translation>빠름</translation>
    </message>
    <message>
      <source>Features at every place of the network (compact: at its fine scale). Twice as many take about four times as long and hold more.</source>
      <translation>신경망의 자리마다의 특징 수(compact: 고운 척도에서). 두 배로 하면 시간이 네 배쯤 걸리고 더 많이 담습니다.</translation>
    </message>
    <message>
      <source>Fetch it again</source>
      <translation>다시 받으십시오</translation>
    </message>
    <message>
      <source>Fetch it again, or make it again</source>
      <translation>다시 받거나 다시 만드십시오</translation>
    </message>
    <message>
      <source>Fetch or write the file again</source>
      <translation>파일을 다시 받거나 다시 쓰십시오</translation>
    </message>
    <message>
      <source>Fetch the file again</source>
      <translation>파일을 다시 받으십시오</translation>
    </message>
    <message>
      <source>Fetch the file again, or write it again with torch.save</source>
      <translation>파일을 다시 받거나 torch.save로 다시 쓰십시오</translation>
    </message>
    <message>
      <source>Fetch the folder again</source>
      <translation>폴더를 다시 받으십시오</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>장</translation>
    </message>
    <message>
      <source>Figure 1</source>
      <translation>그림 1</translation>
    </message>
    <message>
      <source>Figure 2</source>
      <translation>그림 2</translation>
    </message>
    <message>
      <source>Figure 3</source>
      <translation>그림 3</translation>
    </message>
    <message>
      <source>File of real pictures</source>
      <translation>실제 이미지 파일</translation>
    </message>
    <message>
      <source>File of the network</source>
      <translation>신경망 파일</translation>
    </message>
    <message>
      <source>File or folder</source>
      <translation>파일 또는 폴더</translation>
    </message>
    <message>
      <source>Fill</source>
      <translation>채우기</translation>
    </message>
    <message>
      <source>Fill a rectangle</source>
      <translation>사각형 채우기</translation>
    </message>
    <message>
      <source>Fill an outline</source>
      <translation>윤곽선 안 채우기</translation>
    </message>
    <message>
      <source>Fill this one &amp;next</source>
      <translation>다음으로 이것을 채우기(&amp;N)</translation>
    </message>
    <message>
      <source>Fill what the mask covers; while it goes on: pause, and go on</source>
      <translation>마스크가 덮은 곳을 채웁니다. 실행 중에는 일시 정지하고 계속합니다</translation>
    </message>
    <message>
      <source>Filling: Space pauses, Esc stops; what you paint meanwhile acts at the next step</source>
      <translation>채우는 중: 스페이스는 일시정지, Esc는 정지. 그동안 칠한 것은 다음 스텝부터 적용됩니다</translation>
    </message>
    <message>
      <source>Find any command by typing</source>
      <translation>입력해서 명령을 찾습니다</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>맞춤</translation>
    </message>
    <message>
      <source>Five stations, each at the real control: where everything is</source>
      <translation>실제 조작 앞의 다섯 곳: 무엇이 어디 있는지</translation>
    </message>
    <message>
      <source>Five stations: where everything is</source>
      <translation>다섯 곳: 무엇이 어디 있는지</translation>
    </message>
    <message>
      <source>Flow from σ₁</source>
      <translation>흐름의 시작 σ₁</translation>
    </message>
    <message>
      <source>Flow lines</source>
      <translation>흐름선</translation>
    </message>
    <message>
      <source>Fol&amp;der…</source>
      <translation>폴더(&amp;D)…</translation>
    </message>
    <message>
      <source>Folded panels</source>
      <translation>접힌 패널</translation>
    </message>
    <message>
      <source>Folder for the samples</source>
      <translation>표본을 저장할 폴더</translation>
    </message>
    <message>
      <source>Folder of pictures to train on</source>
      <translation>학습할 이미지 폴더</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>폴더…</translation>
    </message>
    <message>
      <source>Follow the &amp;run</source>
      <translation>실행 따라가기(&amp;R)</translation>
    </message>
    <message>
      <source>For distances name a file of real pictures in the panel Quality.</source>
      <translation>거리를 구하려면 “품질” 패널에서 실제 이미지 파일을 지정하십시오.</translation>
    </message>
    <message>
      <source>For the next run; nothing else is changed</source>
      <translation>다음 실행에 적용됩니다. 다른 것은 바뀌지 않습니다</translation>
    </message>
    <message>
      <source>Force</source>
      <translation>힘</translation>
    </message>
    <message>
      <source>Forget the cells and sweep with the settings as they are now</source>
      <translation>칸들을 버리고 지금의 설정으로 스윕합니다</translation>
    </message>
    <message>
      <source>Forget the places clicked</source>
      <translation>클릭한 곳들을 버립니다</translation>
    </message>
    <message>
      <source>Formula: {0}</source>
      <translation>수식: {0}</translation>
    </message>
    <message>
      <source>Frechet distance</source>
      <translation>프레셰 거리</translation>
    </message>
    <message>
      <source>Free particles from one place, without and with velocities: the mean squared displacement beside 2 d D t</source>
      <translation>한곳에서 나선 자유 입자, 속도 없이와 속도와 함께: 평균 제곱 변위와 2 d D t</translation>
    </message>
    <message>
      <source>Free some space, or choose a folder on another disk</source>
      <translation>공간을 비우거나 다른 디스크의 폴더를 고르십시오</translation>
    </message>
    <message>
      <source>Fresh samples of the data in each step</source>
      <translation>스텝마다 데이터의 새 표본</translation>
    </message>
    <message>
      <source>Friction gamma</source>
      <translation>마찰 감마</translation>
    </message>
    <message>
      <source>Friction γ</source>
      <translation>마찰 γ</translation>
    </message>
    <message>
      <source>From 0 to 180 degrees</source>
      <translation>0도에서 180도까지</translation>
    </message>
    <message>
      <source>From completion</source>
      <translation>완성본에서</translation>
    </message>
    <message>
      <source>From samples</source>
      <translation>표본에서</translation>
    </message>
    <message>
      <source>From the real pictures, by mean and covariance of a classifier's features; the fewer samples, the larger</source>
      <translation>실제 이미지까지의 거리. 분류기 특징의 평균과 공분산으로 구합니다. 표본이 적을수록 커집니다</translation>
    </message>
    <message>
      <source>Fréchet distance</source>
      <translation>프레셰 거리</translation>
    </message>
    <message>
      <source>Gaussian</source>
      <translation>가우스 분포</translation>
    </message>
    <message>
      <source>Gaussians on a ring</source>
      <translation>고리 위의 가우스 분포</translation>
    </message>
    <message>
      <source>Gaussians on the ring</source>
      <translation>고리 위의 가우스 분포 수</translation>
    </message>
    <message>
      <source>Give N x H x W, or with C at either end</source>
      <translation>N x H x W로 주거나, C를 앞이나 뒤에 붙여 주십시오</translation>
    </message>
    <message>
      <source>Give a checkpoint of ncsn, ncsnv2, score_sde_pytorch or the score-SDE tutorial, a folder of diffusers, or a score-explorer .safetensors file</source>
      <translation>ncsn, ncsnv2, score_sde_pytorch, score-SDE 튜토리얼의 체크포인트나 diffusers 폴더, 또는 score-explorer의 .safetensors 파일을 주십시오</translation>
    </message>
    <message>
      <source>Give a common size (--size)</source>
      <translation>크기를 하나로 정해 주십시오(--size)</translation>
    </message>
    <message>
      <source>Give a file of the form of the bundled {0}, or Inception's weights for the Frechet inception distance</source>
      <translation>함께 들어 있는 {0}과(와) 같은 형식의 파일이나, 프레셰 인셉션 거리를 위한 Inception의 가중치를 주십시오</translation>
    </message>
    <message>
      <source>Give a folder whose network is an unconditional UNet2DModel on pixels, with a VE or VP scheduler</source>
      <translation>신경망이 픽셀에 대한 조건 없는 UNet2DModel이고 VE 또는 VP scheduler가 있는 폴더를 주십시오</translation>
    </message>
    <message>
      <source>Give a network of pixels: what lives in a latent space shows nothing until another network decodes it</source>
      <translation>픽셀의 신경망을 주십시오. 잠재 공간에 있는 것은 다른 신경망이 복호화하기 전에는 아무것도 보여 주지 않습니다</translation>
    </message>
    <message>
      <source>Give a smaller one</source>
      <translation>더 작은 것을 주십시오</translation>
    </message>
    <message>
      <source>Give an image size that is a multiple of {0}</source>
      <translation>이미지 크기를 {0}의 배수로 주십시오</translation>
    </message>
    <message>
      <source>Give another range</source>
      <translation>다른 범위를 주십시오</translation>
    </message>
    <message>
      <source>Give images as IDX, .npz, a folder or a zip of pictures</source>
      <translation>이미지를 IDX, .npz, 이미지 폴더 또는 이미지 zip으로 주십시오</translation>
    </message>
    <message>
      <source>Give it &amp;up and start anew</source>
      <translation>포기하고 새로 시작(&amp;U)</translation>
    </message>
    <message>
      <source>Give it to --features of the command evaluate</source>
      <translation>evaluate 명령의 --features에 주십시오</translation>
    </message>
    <message>
      <source>Give its configuration (YAML or JSON; sections model, data, training), or a preset: {0}</source>
      <translation>구성 파일(YAML 또는 JSON, 절 model, data, training)이나 다음 preset을 주십시오: {0}</translation>
    </message>
    <message>
      <source>Give one from 1.01 to {0}</source>
      <translation>1.01에서 {0}까지의 값을 주십시오</translation>
    </message>
    <message>
      <source>Give pictures of {0}x{1}</source>
      <translation>{0}x{1} 이미지를 주십시오</translation>
    </message>
    <message>
      <source>Give that file with --checkpoint</source>
      <translation>그 파일을 --checkpoint로 주십시오</translation>
    </message>
    <message>
      <source>Give the config.yml of the training</source>
      <translation>학습에 쓴 config.yml을 주십시오</translation>
    </message>
    <message>
      <source>Give the configuration that belongs to it</source>
      <translation>여기에 맞는 구성 파일을 주십시오</translation>
    </message>
    <message>
      <source>Give the folder that it was saved in, with unet/config.json and scheduler/scheduler_config.json</source>
      <translation>저장한 폴더째 주십시오. unet/config.json과 scheduler/scheduler_config.json이 있어야 합니다</translation>
    </message>
    <message>
      <source>Give the name of a file</source>
      <translation>파일 이름을 주십시오</translation>
    </message>
    <message>
      <source>Give the whole checkpoint</source>
      <translation>체크포인트 전체를 주십시오</translation>
    </message>
    <message>
      <source>Give uint8, or numbers from 0 to 1</source>
      <translation>uint8이나 0에서 1까지의 수를 주십시오</translation>
    </message>
    <message>
      <source>Give unsigned bytes (0x08)</source>
      <translation>부호 없는 바이트(0x08)를 주십시오</translation>
    </message>
    <message>
      <source>Go &amp;on</source>
      <translation>계속(&amp;O)</translation>
    </message>
    <message>
      <source>Go on with a training: choose its NAME.resume.pt, or the network that it writes. Everything is set as it was, also for one that was begun on the command line</source>
      <translation>학습을 계속합니다: NAME.resume.pt나 그 학습이 쓰는 신경망을 고르십시오. 모두 그때처럼 설정되며, 명령줄에서 시작한 학습도 마찬가지입니다</translation>
    </message>
    <message>
      <source>Go to the workspace Sample (Ctrl+1), press Space, and come back, or press I there.</source>
      <translation>작업 공간 “표본 추출”(Ctrl+1)로 가서 스페이스를 누르고 돌아오거나, 거기서 I를 누르십시오.</translation>
    </message>
    <message>
      <source>Good pictures with few evaluations of the network</source>
      <translation>적은 신경망 계산으로 좋은 이미지</translation>
    </message>
    <message>
      <source>Gradient clip</source>
      <translation>기울기 자르기</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>회색</translation>
    </message>
    <message>
      <source>Grey of the brush</source>
      <translation>붓의 회색</translation>
    </message>
    <message>
      <source>Growing with log(1 + |s| / median)</source>
      <translation>log(1 + |s| / 중앙값)에 따라 길어집니다</translation>
    </message>
    <message>
      <source>H.264, for slides and video players.</source>
      <translation>H.264이며, 슬라이드와 동영상 재생기에 맞습니다.</translation>
    </message>
    <message>
      <source>Half width</source>
      <translation>반폭</translation>
    </message>
    <message>
      <source>Hardness</source>
      <translation>단단함</translation>
    </message>
    <message>
      <source>Hardness of the brush</source>
      <translation>붓의 단단함</translation>
    </message>
    <message>
      <source>Heat map</source>
      <translation>열지도</translation>
    </message>
    <message>
      <source>Heavier particles turn more slowly</source>
      <translation>무거운 입자는 천천히 방향을 바꿉니다</translation>
    </message>
    <message>
      <source>Help on {0}</source>
      <translation>{0} 도움말</translation>
    </message>
    <message>
      <source>Help: {0}</source>
      <translation>도움말: {0}</translation>
    </message>
    <message>
      <source>Here you paint over a part of a picture, and the network fills it in several ways. What you paint while it runs acts at the next step.</source>
      <translation>여기서는 이미지의 일부를 칠하면 신경망이 여러 가지로 채웁니다. 실행 중에 칠한 것은 다음 스텝에 작용합니다.</translation>
    </message>
    <message>
      <source>Heun (EDM)</source>
      <translation>Heun (EDM)</translation>
    </message>
    <message>
      <source>Hidden layers</source>
      <translation>은닉층</translation>
    </message>
    <message>
      <source>Hide pa&amp;nels</source>
      <translation>패널 숨기기(&amp;N)</translation>
    </message>
    <message>
      <source>Histories</source>
      <translation>기록 파일</translation>
    </message>
    <message>
      <source>History</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>How far Adam moves the weights in a step. Too large and the loss jumps or is lost; too small and it hardly falls.</source>
      <translation>Adam이 한 스텝에 가중치를 움직이는 정도. 너무 크면 손실이 튀거나 발산하고, 너무 작으면 거의 줄지 않습니다.</translation>
    </message>
    <message>
      <source>How far from their mean they are drawn: more spreads the learning over more noise levels.</source>
      <translation>평균에서 얼마나 떨어져 뽑는지. 크면 더 많은 잡음 수준에 걸쳐 학습합니다.</translation>
    </message>
    <message>
      <source>How far particles come from where they began. With the force off (At the next step: Force) it grows as 2 d D t, with k T = γ D.</source>
      <translation>입자가 시작한 곳에서 얼마나 멀리 가는지입니다. 힘을 끄면(다음 스텝부터: 힘) k T = γ D로 2 d D t처럼 커집니다.</translation>
    </message>
    <message>
      <source>How far the network is from the truth at each noise level, 1 for one that knows nothing. The dashed line is the smallest loss there is: that of a network which knows every picture by heart.</source>
      <translation>잡음 수준마다 신경망이 참값에서 얼마나 떨어져 있는지. 아무것도 모르는 신경망은 1입니다. 점선은 있을 수 있는 가장 작은 손실, 곧 모든 이미지를 외운 신경망의 손실입니다.</translation>
    </message>
    <message>
      <source>How far the particles are from fresh exact samples of their law, p^(1/τ); 0 when equal.</source>
      <translation>입자들이 제 분포 p^(1/τ)에서 새로 뽑은 정확한 표본과 얼마나 먼지를 나타냅니다. 같으면 0입니다.</translation>
    </message>
    <message>
      <source>How fast the run goes; 1000: without waiting</source>
      <translation>실행의 빠르기. 1000: 기다리지 않음</translation>
    </message>
    <message>
      <source>How known pixels are held</source>
      <translation>아는 픽셀을 붙드는 방법</translation>
    </message>
    <message>
      <source>How long the film takes; the last picture stays for a second more</source>
      <translation>영상의 길이입니다. 마지막 이미지는 1초 더 머뭅니다</translation>
    </message>
    <message>
      <source>How long this one's own evaluations took, without those of the others</source>
      <translation>다른 참가자의 계산을 뺀, 이 참가자의 계산에 걸린 시간</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>개수</translation>
    </message>
    <message>
      <source>How many from σ₁ to σ_L, both included</source>
      <translation>σ₁부터 σ_L까지 둘을 포함한 수</translation>
    </message>
    <message>
      <source>How many of the pixels are regenerated, in percent</source>
      <translation>다시 생성할 픽셀의 비율(퍼센트)</translation>
    </message>
    <message>
      <source>How many particles are in it, against its share in their law, p^(1/τ).</source>
      <translation>그 봉우리에 있는 입자의 수를 입자들의 분포 p^(1/τ)에서의 몫과 견줍니다.</translation>
    </message>
    <message>
      <source>How many particles in each panel</source>
      <translation>패널마다의 입자 수</translation>
    </message>
    <message>
      <source>How many pictures each cell shows, from the seed that is set</source>
      <translation>칸마다 보일 이미지 수. 설정된 시드부터 셉니다</translation>
    </message>
    <message>
      <source>How many pictures each makes; distances to real pictures say something from {0} on</source>
      <translation>저마다 만드는 이미지의 수. 실제 이미지까지의 거리는 {0}개부터 뜻이 있습니다</translation>
    </message>
    <message>
      <source>How many pictures; all go through the network at once. Each keeps its noise whatever their number.</source>
      <translation>이미지의 수. 모두 한꺼번에 신경망을 지납니다. 수가 바뀌어도 이미지마다 제 잡음을 유지합니다.</translation>
    </message>
    <message>
      <source>How many steps a trail goes back; 0: none</source>
      <translation>자취가 거슬러 올라가는 스텝 수. 0: 없음</translation>
    </message>
    <message>
      <source>How many times F goes on from one sample</source>
      <translation>F로 한 표본에서 이어 가는 횟수</translation>
    </message>
    <message>
      <source>How much memory the pictures of a run's steps may have; with less some steps are left out</source>
      <translation>한 실행의 스텝 이미지에 쓸 메모리입니다. 적으면 일부 스텝이 빠집니다</translation>
    </message>
    <message>
      <source>How much of a step's noise is taken away and drawn anew: 0 follows the ODE (DDIM), 1 is ancestral</source>
      <translation>한 스텝에서 없애고 새로 뽑는 잡음의 비율: 0은 ODE를 따르고(DDIM), 1은 조상 표본 추출입니다</translation>
    </message>
    <message>
      <source>How much too large the mean of V becomes after 40 steps from exact samples: without accepting or refusing the more, the larger the step; with MALA not at all.</source>
      <translation>정확한 표본에서 40스텝을 간 뒤 V의 평균이 정확한 값보다 얼마나 커지는지를 나타냅니다. 받아들이거나 거절하지 않으면 스텝이 클수록 더 커지고, MALA에서는 전혀 커지지 않습니다.</translation>
    </message>
    <message>
      <source>How much too large the mean of V becomes, in short Langevin and MALA runs from exact samples of panel A's law</source>
      <translation>패널 A의 분포의 정확한 표본에서 시작하는 짧은 랑주뱅 실행과 MALA 실행에서 V의 평균이 정확한 값보다 얼마나 커지는지</translation>
    </message>
    <message>
      <source>How often each picture is seen. More take longer and fit better; a run that is finished can go on with more of them.</source>
      <translation>이미지마다 몇 번 보는지. 많으면 오래 걸리고 더 잘 맞습니다. 끝난 학습도 더 늘려 계속할 수 있습니다.</translation>
    </message>
    <message>
      <source>How slowly the averaged weights follow. It is these that sample and that are written; 0: those of the newest step.</source>
      <translation>평균 가중치가 따라가는 느린 정도. 이 가중치로 표본을 추출하고 파일에 씁니다. 0: 가장 새 스텝의 가중치.</translation>
    </message>
    <message>
      <source>How strongly the mask covers the picture (H hides it)</source>
      <translation>마스크가 이미지를 가리는 정도(H를 누르면 숨깁니다)</translation>
    </message>
    <message>
      <source>How the graphics card multiplies: exactly, in TF32, or in bfloat16 (autocast)</source>
      <translation>그래픽 카드의 곱셈 방식: 정확히, TF32로, 또는 bfloat16으로(autocast)</translation>
    </message>
    <message>
      <source>How the known pixels are held</source>
      <translation>아는 픽셀을 붙드는 법</translation>
    </message>
    <message>
      <source>IDX (.gz), a folder, a zip or .parquet of pictures, .npz</source>
      <translation>IDX(.gz), 이미지 폴더나 이미지 zip이나 .parquet, .npz</translation>
    </message>
    <message>
      <source>Image size in pixels</source>
      <translation>이미지 크기(픽셀)</translation>
    </message>
    <message>
      <source>Image size, pixels</source>
      <translation>이미지 크기, 픽셀</translation>
    </message>
    <message>
      <source>Implicit score matching</source>
      <translation>암묵적 스코어 매칭</translation>
    </message>
    <message>
      <source>Import a mask: white = regenerate</source>
      <translation>마스크 가져오기: 흰색 = 다시 생성</translation>
    </message>
    <message>
      <source>Import mas&amp;k…</source>
      <translation>마스크 가져오기(&amp;K)…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>가져오기…</translation>
    </message>
    <message>
      <source>In % of the view's half width; also [ and ], or Ctrl+wheel in the plane</source>
      <translation>화면 반폭에 대한 %. [ 와 ], 또는 평면에서 Ctrl+휠로도 바꿉니다</translation>
    </message>
    <message>
      <source>In diffusers, load it with from_flax=True and save it with save_pretrained; that folder is read</source>
      <translation>diffusers에서 from_flax=True로 읽어 save_pretrained로 저장하십시오. 그 폴더는 읽을 수 있습니다</translation>
    </message>
    <message>
      <source>In diffusers, {0} and save it with save_pretrained</source>
      <translation>diffusers에서 {0}, save_pretrained로 저장하십시오</translation>
    </message>
    <message>
      <source>In how many bits the network computes while it is trained.</source>
      <translation>학습하는 동안 신경망이 계산하는 비트 수.</translation>
    </message>
    <message>
      <source>In the pictures</source>
      <translation>이미지에</translation>
    </message>
    <message>
      <source>In the plane of the 2-D lab</source>
      <translation>2차원 실험실의 평면에서</translation>
    </message>
    <message>
      <source>In two dimensions the exact score is known. Choose a density, see its arrows at any σ (Field), and let particles follow them. The ? of each panel explains it (Shift+F1), F1 lists all keys.</source>
      <translation>2차원에서는 정확한 스코어를 압니다. 밀도를 고르고, 아무 σ에서나 화살표를 보고(장), 입자가 따라가게 하십시오. 패널마다의 ?가 그 패널을 설명하고(Shift+F1), F1은 모든 키를 보여 줍니다.</translation>
    </message>
    <message>
      <source>In units of the plane</source>
      <translation>평면의 단위로</translation>
    </message>
    <message>
      <source>Inception's features need the library torch-fidelity: pip install 'score-explorer[inception]'</source>
      <translation>Inception의 특징에는 torch-fidelity 라이브러리가 필요합니다: pip install 'score-explorer[inception]'</translation>
    </message>
    <message>
      <source>Inertia</source>
      <translation>관성</translation>
    </message>
    <message>
      <source>Inpaint</source>
      <translation>채우기</translation>
    </message>
    <message>
      <source>Inside the net&amp;work</source>
      <translation>신경망 속(&amp;W)</translation>
    </message>
    <message>
      <source>Inside the network</source>
      <translation>신경망 속</translation>
    </message>
    <message>
      <source>Install it (pip install 'score-explorer[parquet]'), or save the pictures as files</source>
      <translation>설치하거나(pip install 'score-explorer[parquet]') 이미지를 파일로 저장하십시오</translation>
    </message>
    <message>
      <source>Install it with: pip install 'score-explorer[mp4]', or choose GIF or WebP</source>
      <translation>다음으로 설치하거나 GIF 또는 WebP를 고르십시오: pip install 'score-explorer[mp4]'</translation>
    </message>
    <message>
      <source>Install the package again</source>
      <translation>패키지를 다시 설치하십시오</translation>
    </message>
    <message>
      <source>Install the program in another folder</source>
      <translation>프로그램을 다른 폴더에 설치하십시오</translation>
    </message>
    <message>
      <source>Instead of the original</source>
      <translation>원본 대신 비교합니다</translation>
    </message>
    <message>
      <source>Interrupted after {0} of {1} steps: the network as it was is kept.</source>
      <translation>{1}스텝 가운데 {0}스텝 뒤에 중단했습니다. 그때까지의 신경망을 보관합니다.</translation>
    </message>
    <message>
      <source>Interrupted after {0} of {1} steps: the particles as they were are kept.</source>
      <translation>{1}스텝 가운데 {0}스텝 뒤에 중단했습니다. 그때까지의 입자를 보관합니다.</translation>
    </message>
    <message>
      <source>Interrupted after {0} steps; the state is saved. Go on with --resume.</source>
      <translation>{0}스텝 뒤에 중단했습니다. 상태를 저장했습니다. --resume으로 이어 가십시오.</translation>
    </message>
    <message>
      <source>Interrupted.</source>
      <translation>중단했습니다.</translation>
    </message>
    <message>
      <source>Interrupted: what is done lies in {0}; the same command goes on.</source>
      <translation>중단했습니다. 끝난 것은 {0}에 있습니다. 같은 명령으로 이어 갑니다.</translation>
    </message>
    <message>
      <source>Interrupted: {0} of {1} samples, as they were, are kept.</source>
      <translation>중단했습니다. 표본 {1}개 가운데 {0}개를 그 상태 그대로 보관합니다.</translation>
    </message>
    <message>
      <source>Invert</source>
      <translation>반전</translation>
    </message>
    <message>
      <source>Invert the picture</source>
      <translation>이미지 반전</translation>
    </message>
    <message>
      <source>It belongs to other samplers</source>
      <translation>다른 샘플러의 설정입니다</translation>
    </message>
    <message>
      <source>It can be scaled (--scale-mask)</source>
      <translation>크기를 바꿀 수 있습니다(--scale-mask)</translation>
    </message>
    <message>
      <source>It follows the law of the network, at no other temperature</source>
      <translation>신경망의 분포를 따르며 다른 온도는 없습니다</translation>
    </message>
    <message>
      <source>It is among the recent files.</source>
      <translation>최근 파일에 있습니다.</translation>
    </message>
    <message>
      <source>It is another sampler's own</source>
      <translation>다른 샘플러의 설정입니다</translation>
    </message>
    <message>
      <source>It is looked into when the run rests, or when an earlier step is looked at.</source>
      <translation>실행이 멈추어 있거나 지난 스텝을 볼 때 들여다봅니다.</translation>
    </message>
    <message>
      <source>It is told the noise level.</source>
      <translation>잡음 수준을 전해 받습니다.</translation>
    </message>
    <message>
      <source>It keeps the network and the settings that it has. The panels Sampler and Network are those of {0} now: what you set there is for the next run.</source>
      <translation>이 실행은 지금의 신경망과 설정을 그대로 씁니다. 이제 샘플러와 신경망 패널은 {0}의 것이며, 거기서 바꾼 것은 다음 실행에 쓰입니다.</translation>
    </message>
    <message>
      <source>It knows only its own levels: any other σ is taken to the nearest in log σ.</source>
      <translation>자기 수준만 압니다. 다른 σ는 log σ에서 가장 가까운 수준으로 바꿉니다.</translation>
    </message>
    <message>
      <source>It makes no maps, but numbers: they tell other modules the noise level.</source>
      <translation>맵이 아니라 수를 만듭니다. 다른 모듈에 잡음 수준을 알리는 수입니다.</translation>
    </message>
    <message>
      <source>It needs geometric levels</source>
      <translation>수준이 등비수열이어야 합니다</translation>
    </message>
    <message>
      <source>It starts with the noise of the first level: an ODE never forgets another start</source>
      <translation>첫 수준의 잡음에서 출발합니다. ODE는 다른 출발을 끝내 잊지 못합니다</translation>
    </message>
    <message>
      <source>It stays at the smallest level</source>
      <translation>가장 작은 수준에 머뭅니다</translation>
    </message>
    <message>
      <source>It takes no part in the next race; what it has made goes</source>
      <translation>다음 경주에 나오지 않습니다. 만든 것은 없어집니다</translation>
    </message>
    <message>
      <source>It takes one step a level</source>
      <translation>수준마다 한 스텝을 갑니다</translation>
    </message>
    <message>
      <source>It was made with another network, {0}: open that one for the same completions.</source>
      <translation>다른 신경망({0})으로 만들었습니다. 같은 완성본을 얻으려면 그 신경망을 여십시오.</translation>
    </message>
    <message>
      <source>It was made with another network, {0}: open that one, and it comes back there.</source>
      <translation>다른 신경망({0})으로 만들었습니다. 그 신경망을 열면 거기로 돌아옵니다.</translation>
    </message>
    <message>
      <source>It was made with {0} (SHA-256 {1}…): open that network, and go on then.</source>
      <translation>{0}(SHA-256 {1}…) 신경망으로 만들었습니다. 그 신경망을 연 다음 계속하십시오.</translation>
    </message>
    <message>
      <source>Its law is that of the smallest level</source>
      <translation>그 분포는 가장 작은 수준의 분포입니다</translation>
    </message>
    <message>
      <source>Its layout is not read here: train the same data by the command train, or as a UNet2DModel of diffusers</source>
      <translation>이 배치는 여기서 읽지 않습니다. 같은 데이터를 train 명령으로 학습하거나 diffusers의 UNet2DModel로 학습하십시오</translation>
    </message>
    <message>
      <source>Its most likely 12 nats</source>
      <translation>가장 있을 법한 곳부터 12 nat</translation>
    </message>
    <message>
      <source>Its pictures have another size.</source>
      <translation>이 신경망의 이미지는 크기가 다릅니다.</translation>
    </message>
    <message>
      <source>Its place under pixel ({0}, {1}) sees the whole picture; half of what matters is within {2} pixels.</source>
      <translation>픽셀 ({0}, {1}) 아래의 자리는 이미지 전체를 봅니다. 영향의 절반은 {2}픽셀 안에 있습니다.</translation>
    </message>
    <message>
      <source>Its place under pixel ({0}, {1}) sees {2} × {3} pixels; half of what matters is within {4} pixels.</source>
      <translation>픽셀 ({0}, {1}) 아래의 자리는 {2} × {3}픽셀을 봅니다. 영향의 절반은 {4}픽셀 안에 있습니다.</translation>
    </message>
    <message>
      <source>Its state is saved first. To go on, open this window's training again and press “Go on”, or on the command line add --resume to the command that can be copied there.</source>
      <translation>먼저 상태를 저장합니다. 계속하려면 학습 창을 다시 열어 “계속”을 누르거나, 거기서 복사할 수 있는 명령에 --resume을 더해 명령줄에서 실행하십시오.</translation>
    </message>
    <message>
      <source>Its step is the time step h</source>
      <translation>스텝이 시간 간격 h입니다</translation>
    </message>
    <message>
      <source>Its steps are the differences of the noise levels</source>
      <translation>스텝이 잡음 수준의 차이입니다</translation>
    </message>
    <message>
      <source>Jolicoeur-Martineau et al. 2020, Algorithm 2: one step a level, its noise made for the next level</source>
      <translation>Jolicoeur-Martineau et al. 2020, 알고리즘 2: 수준마다 한 스텝, 잡음은 다음 수준에 맞춥니다</translation>
    </message>
    <message>
      <source>Karras et al. 2022, Algorithms 1 and 2: second order by two evaluations a level, with added noise if asked</source>
      <translation>Karras et al. 2022, 알고리즘 1과 2: 수준마다 두 번 계산하는 2차 방법. 원하면 잡음을 더합니다</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>보관</translation>
    </message>
    <message>
      <source>Keep nothing along the way</source>
      <translation>도중의 것을 보관하지 마십시오</translation>
    </message>
    <message>
      <source>Keep this run longer than those without a star; again: no star (S)</source>
      <translation>별표 없는 실행보다 오래 남깁니다. 다시 누르면 별표를 지웁니다 (S)</translation>
    </message>
    <message>
      <source>Kernel distance</source>
      <translation>커널 거리</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>단축키</translation>
    </message>
    <message>
      <source>Kicks</source>
      <translation>충격</translation>
    </message>
    <message>
      <source>Kind of error</source>
      <translation>오차의 종류</translation>
    </message>
    <message>
      <source>Kinetic energy per degree of freedom beside kT/2, and the mean of V</source>
      <translation>자유도마다의 운동 에너지와 kT/2, 그리고 V의 평균</translation>
    </message>
    <message>
      <source>Known are {0}, IDX, .npz, .npy and .parquet</source>
      <translation>아는 것은 {0}, IDX, .npz, .npy, .parquet입니다</translation>
    </message>
    <message>
      <source>Known pixels</source>
      <translation>아는 픽셀</translation>
    </message>
    <message>
      <source>L&amp;arger brush</source>
      <translation>붓 크게(&amp;A)</translation>
    </message>
    <message>
      <source>LSUN bedroom</source>
      <translation>LSUN 침실</translation>
    </message>
    <message>
      <source>LSUN church</source>
      <translation>LSUN 교회</translation>
    </message>
    <message>
      <source>Langevin</source>
      <translation>랑주뱅</translation>
    </message>
    <message>
      <source>Langevin dynamics</source>
      <translation>랑주뱅 동역학</translation>
    </message>
    <message>
      <source>Langevin steps at each level after the step that led there (Song et al. 2021, Algorithm 2)</source>
      <translation>수준에 이르는 스텝 뒤에 그 수준에서 가는 랑주뱅 스텝(Song et al. 2021, 알고리즘 2)</translation>
    </message>
    <message>
      <source>Langevin steps at each noise level</source>
      <translation>잡음 수준마다의 랑주뱅 스텝</translation>
    </message>
    <message>
      <source>Language of the lessons</source>
      <translation>강의의 언어</translation>
    </message>
    <message>
      <source>Large enough to join all modes</source>
      <translation>모든 봉우리를 이을 만큼 크게</translation>
    </message>
    <message>
      <source>Large steps: Langevin dynamics has too wide a law, with Metropolis' accept or reject it is the right one</source>
      <translation>큰 스텝: 랑주뱅 동역학의 분포는 너무 넓고, 메트로폴리스의 수락과 거절을 더하면 옳은 분포가 됩니다</translation>
    </message>
    <message>
      <source>Large σ forgets the picture, small σ keeps it.</source>
      <translation>σ가 크면 이미지를 잊고, 작으면 그대로 둡니다.</translation>
    </message>
    <message>
      <source>Larger steps go further and need fewer of them; too large ones end in noise that grows without end (hatched: η = ε / σ&lt;sub&gt;L&lt;/sub&gt;² above 4). Smaller ones are exact and slow. Algorithm 1, line 4: α&lt;sub&gt;i&lt;/sub&gt; = ε σ&lt;sub&gt;i&lt;/sub&gt;² / σ&lt;sub&gt;L&lt;/sub&gt;².</source>
      <translation>스텝이 클수록 멀리 가서 더 적은 스텝으로 충분하지만, 너무 크면 끝없이 커지는 잡음이 됩니다(빗금: η = ε / σ&lt;sub&gt;L&lt;/sub&gt;² &gt; 4). 작으면 정확하지만 느립니다. 알고리즘 1, 4행: α&lt;sub&gt;i&lt;/sub&gt; = ε σ&lt;sub&gt;i&lt;/sub&gt;² / σ&lt;sub&gt;L&lt;/sub&gt;².</translation>
    </message>
    <message>
      <source>Larger: all kinds of pictures are reached from anywhere, but more of the run is mere noise. Smaller: what is far from the start is missed. The first noise level (section 4.1)</source>
      <translation>크면 어디서 시작해도 모든 종류의 이미지에 이르지만, 실행의 더 많은 부분이 잡음뿐입니다. 작으면 시작점에서 먼 것을 놓칩니다. 첫 잡음 수준입니다(4.1절)</translation>
    </message>
    <message>
      <source>Larger: noise stays in the pictures. Smaller: finer detail, and smaller steps. The last noise level; a pixel is 0 to 1</source>
      <translation>크면 이미지에 잡음이 남습니다. 작으면 세부가 더 곱고 스텝도 작아집니다. 마지막 잡음 수준이며, 픽셀은 0에서 1까지입니다</translation>
    </message>
    <message>
      <source>Largest noise level of the training</source>
      <translation>학습의 가장 큰 잡음 수준</translation>
    </message>
    <message>
      <source>Largest noise level sigma 1</source>
      <translation>가장 큰 잡음 수준 시그마 1</translation>
    </message>
    <message>
      <source>Largest noise level with churn</source>
      <translation>휘젓는 가장 큰 잡음 수준</translation>
    </message>
    <message>
      <source>Largest noise level σ₁</source>
      <translation>가장 큰 잡음 수준 σ₁</translation>
    </message>
    <message>
      <source>Largest σ</source>
      <translation>최대 σ</translation>
    </message>
    <message>
      <source>Largest σ₁</source>
      <translation>최대 σ₁</translation>
    </message>
    <message>
      <source>Law of the first x</source>
      <translation>첫 x의 분포</translation>
    </message>
    <message>
      <source>Learn</source>
      <translation>배우기</translation>
    </message>
    <message>
      <source>Learned from another density</source>
      <translation>다른 밀도에서 학습됨</translation>
    </message>
    <message>
      <source>Learned score</source>
      <translation>학습된 스코어</translation>
    </message>
    <message>
      <source>Learning</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <source>Leave it out</source>
      <translation>빼십시오</translation>
    </message>
    <message>
      <source>Leave it out, or correct it</source>
      <translation>빼거나 고치십시오</translation>
    </message>
    <message>
      <source>Leave one out</source>
      <translation>하나를 빼십시오</translation>
    </message>
    <message>
      <source>Leave the image size at 28</source>
      <translation>이미지 크기를 28로 두십시오</translation>
    </message>
    <message>
      <source>Leave the level looked at and follow the run again</source>
      <translation>보던 수준을 떠나 다시 실행을 따라갑니다</translation>
    </message>
    <message>
      <source>Leave the program; layout and settings come back</source>
      <translation>프로그램을 끝냅니다. 패널 배열과 설정은 다음에 그대로 돌아옵니다</translation>
    </message>
    <message>
      <source>Leave the step looked at, and follow the run again</source>
      <translation>보던 스텝을 떠나 다시 실행을 따라갑니다</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>왼쪽</translation>
    </message>
    <message>
      <source>Left half</source>
      <translation>왼쪽 절반</translation>
    </message>
    <message>
      <source>Left run</source>
      <translation>왼쪽 실행</translation>
    </message>
    <message>
      <source>Length of the arrows</source>
      <translation>화살표의 길이</translation>
    </message>
    <message>
      <source>Length of the trails</source>
      <translation>자취의 길이</translation>
    </message>
    <message>
      <source>Let all run from the start; while they run: pause, and go on</source>
      <translation>모두 처음부터 실행합니다. 실행 중에는: 일시정지하고, 이어 갑니다</translation>
    </message>
    <message>
      <source>Let the particles follow the score; while they run: pause, and go on</source>
      <translation>입자가 스코어를 따르게 합니다. 실행 중에는 일시정지하고 계속합니다</translation>
    </message>
    <message>
      <source>Let the run take at least one step</source>
      <translation>실행이 적어도 한 스텝은 가게 하십시오</translation>
    </message>
    <message>
      <source>Let these recipes of the network race, at once</source>
      <translation>신경망의 이 레시피들을 바로 경주하게 합니다</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>수준</translation>
    </message>
    <message>
      <source>Level i</source>
      <translation>수준 i</translation>
    </message>
    <message>
      <source>Level {0}, step {1}: σ = {2}</source>
      <translation>수준 {0}, 스텝 {1}: σ = {2}</translation>
    </message>
    <message>
      <source>Level {0}: σ = {1}, not reached yet</source>
      <translation>수준 {0}: σ = {1}, 아직 이르지 않음</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>수준 수</translation>
    </message>
    <message>
      <source>Levels L</source>
      <translation>수준 수 L</translation>
    </message>
    <message>
      <source>Levels given</source>
      <translation>주어진 수준</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>라이선스</translation>
    </message>
    <message>
      <source>Limit of the loss</source>
      <translation>손실의 한계</translation>
    </message>
    <message>
      <source>Limit of |loss|</source>
      <translation>|손실|의 한계</translation>
    </message>
    <message>
      <source>Line segment (Figure 1)</source>
      <translation>선분(그림 1)</translation>
    </message>
    <message>
      <source>Lines of equal density, one nat apart</source>
      <translation>밀도가 같은 선, 1 nat 간격</translation>
    </message>
    <message>
      <source>Lines of the probability flow</source>
      <translation>확률 흐름의 선</translation>
    </message>
    <message>
      <source>Lines: where the probability-flow ODE dx/dσ = −σ s(x, σ) leads, without chance; each has its σ's colour and ends in a dot</source>
      <translation>선: 확률 흐름 ODE dx/dσ = −σ s(x, σ)가 우연 없이 이끄는 길. 선의 색은 그곳의 σ의 색이고, 선은 점에서 끝납니다</translation>
    </message>
    <message>
      <source>Live (L)</source>
      <translation>실시간(L)</translation>
    </message>
    <message>
      <source>Lo&amp;garithmic</source>
      <translation>로그 눈금(&amp;G)</translation>
    </message>
    <message>
      <source>Load it in its own code base and save its state_dict() with torch.save</source>
      <translation>원래의 코드에서 읽어 state_dict()를 torch.save로 저장하십시오</translation>
    </message>
    <message>
      <source>Load network</source>
      <translation>신경망 불러오기</translation>
    </message>
    <message>
      <source>Load network…</source>
      <translation>신경망 불러오기…</translation>
    </message>
    <message>
      <source>Loaded: {0}, trained {1} steps on {2}</source>
      <translation>불러옴: {0}, {2}에서 {1}스텝 학습</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>Log of the runs</source>
      <translation>실행 기록</translation>
    </message>
    <message>
      <source>Logits</source>
      <translation>로짓</translation>
    </message>
    <message>
      <source>Look at all at the same σ, each at its nearest level; at the right end: the newest step</source>
      <translation>모두를 같은 σ에서, 저마다 가장 가까운 수준에서 봅니다. 오른쪽 끝은 가장 새 스텝입니다</translation>
    </message>
    <message>
      <source>Look at an earlier level in the timeline, and go on from there.</source>
      <translation>시간 줄에서 앞선 수준을 보고 거기서 계속하십시오.</translation>
    </message>
    <message>
      <source>Look at both at a level of noise: the right run at its σ nearest to the left one's</source>
      <translation>두 실행을 한 잡음 수준에서 봅니다. 오른쪽은 왼쪽의 σ에 가장 가까운 수준입니다</translation>
    </message>
    <message>
      <source>Look at the noise level after</source>
      <translation>다음 잡음 수준을 봅니다</translation>
    </message>
    <message>
      <source>Look at the noise level before</source>
      <translation>이전 잡음 수준을 봅니다</translation>
    </message>
    <message>
      <source>Look at the step after</source>
      <translation>다음 스텝을 봅니다</translation>
    </message>
    <message>
      <source>Look at the step before</source>
      <translation>이전 스텝을 봅니다</translation>
    </message>
    <message>
      <source>Look back at what is kept of the run, which may go on meanwhile; at the right end its newest step</source>
      <translation>남아 있는 실행의 이전 모습을 봅니다. 실행은 그동안 계속될 수 있습니다. 오른쪽 끝이 가장 새로운 스텝입니다</translation>
    </message>
    <message>
      <source>Look back at what was kept: the samples of earlier networks; at the right end now</source>
      <translation>보관한 것을 되돌아봅니다: 이전 신경망의 표본. 오른쪽 끝은 지금입니다</translation>
    </message>
    <message>
      <source>Look for chapters anew, after a file has been changed</source>
      <translation>파일을 바꾼 뒤 장을 다시 찾습니다</translation>
    </message>
    <message>
      <source>Looking at the real pictures</source>
      <translation>실제 이미지를 살펴보는 중</translation>
    </message>
    <message>
      <source>Looking at the real pictures…</source>
      <translation>실제 이미지를 살펴보는 중…</translation>
    </message>
    <message>
      <source>Looking back: step {0} of {1}</source>
      <translation>되돌아보는 중: {1}단계 가운데 {0}단계</translation>
    </message>
    <message>
      <source>Loss by noise level</source>
      <translation>잡음 수준별 손실</translation>
    </message>
    <message>
      <source>Loss over the steps</source>
      <translation>스텝에 따른 손실</translation>
    </message>
    <message>
      <source>Lower half</source>
      <translation>아래쪽 절반</translation>
    </message>
    <message>
      <source>Lu et al. 2022: second order by one evaluation a level, which remembers the one before</source>
      <translation>Lu et al. 2022: 앞의 계산을 기억하여 수준마다 한 번 계산하는 2차 방법</translation>
    </message>
    <message>
      <source>MALA</source>
      <translation>MALA</translation>
    </message>
    <message>
      <source>MALA takes {0} … {1}</source>
      <translation>MALA 수락률 {0} … {1}</translation>
    </message>
    <message>
      <source>MP4 needs a library that is not installed here (PyAV)</source>
      <translation>MP4에는 여기에 설치되지 않은 라이브러리(PyAV)가 필요합니다</translation>
    </message>
    <message>
      <source>Main</source>
      <translation>기본 도구 모음</translation>
    </message>
    <message>
      <source>Make another one, with another seed or setting; then compare the two.</source>
      <translation>다른 시드나 설정으로 하나 더 만든 다음 둘을 비교하세요.</translation>
    </message>
    <message>
      <source>Make digits out of noise</source>
      <translation>잡음에서 숫자 만들기</translation>
    </message>
    <message>
      <source>Make it again as a plain zip</source>
      <translation>보통의 zip으로 다시 만드십시오</translation>
    </message>
    <message>
      <source>Make it as the network's pictures are ({0}x{1})</source>
      <translation>신경망의 이미지와 같은 크기({0}x{1})로 하십시오</translation>
    </message>
    <message>
      <source>Make it as the network's pictures are ({0}x{1}) or as the picture is ({2}x{3})</source>
      <translation>신경망의 이미지와 같은 크기({0}x{1})나 이 이미지와 같은 크기({2}x{3})로 하십시오</translation>
    </message>
    <message>
      <source>Makes</source>
      <translation>만드는 것</translation>
    </message>
    <message>
      <source>Many times on from the sample in focus, as it is at the level seen, each with fresh noise: do all become the same? The earlier the level, the less is decided</source>
      <translation>초점을 둔 표본을, 보고 있는 수준의 상태에서, 저마다 새 잡음으로 여러 번 이어 갑니다. 모두 같아질까요? 수준이 이를수록 정해진 것이 적습니다</translation>
    </message>
    <message>
      <source>Maps of the module</source>
      <translation>모듈의 맵</translation>
    </message>
    <message>
      <source>Marginal laws, and the particles' histograms; of v₁, too, where they have one</source>
      <translation>주변 분포와 입자의 히스토그램. 속도가 있으면 v₁의 것도 보입니다</translation>
    </message>
    <message>
      <source>Marginal laws, beside histograms of the particles.</source>
      <translation>주변 분포를 입자의 히스토그램과 나란히 보입니다.</translation>
    </message>
    <message>
      <source>Mark &amp;all</source>
      <translation>모두 표시(&amp;A)</translation>
    </message>
    <message>
      <source>Mark &amp;none</source>
      <translation>모두 표시 해제(&amp;N)</translation>
    </message>
    <message>
      <source>Mark every sample</source>
      <translation>모든 표본을 표시합니다</translation>
    </message>
    <message>
      <source>Mark the sample in focus, or remove its mark</source>
      <translation>초점을 둔 표본을 표시하거나 표시를 없앱니다</translation>
    </message>
    <message>
      <source>Mark the sample, or remove its mark</source>
      <translation>표본을 표시하거나 표시를 없앱니다</translation>
    </message>
    <message>
      <source>Mask</source>
      <translation>마스크</translation>
    </message>
    <message>
      <source>Mask a part of a picture, and see many completions</source>
      <translation>이미지의 일부를 가리고 여러 완성을 봅니다</translation>
    </message>
    <message>
      <source>Mask files: white = regenerate</source>
      <translation>마스크 파일: 흰색 = 다시 생성</translation>
    </message>
    <message>
      <source>Mask: what is regenerated</source>
      <translation>마스크: 다시 생성할 것</translation>
    </message>
    <message>
      <source>Mass m</source>
      <translation>질량 m</translation>
    </message>
    <message>
      <source>Mean of ln σ</source>
      <translation>ln σ의 평균</translation>
    </message>
    <message>
      <source>Mean squared displacement over time beside Einstein's 2 d D t</source>
      <translation>시간에 따른 평균 제곱 변위와 아인슈타인의 2 d D t</translation>
    </message>
    <message>
      <source>Mean top probability</source>
      <translation>최고 확률의 평균</translation>
    </message>
    <message>
      <source>Mean top probability {0}</source>
      <translation>평균 최고 확률 {0}</translation>
    </message>
    <message>
      <source>Meaning of sigma</source>
      <translation>시그마의 의미</translation>
    </message>
    <message>
      <source>Memory for a run's path</source>
      <translation>실행 경로의 메모리</translation>
    </message>
    <message>
      <source>Memory for the ti&amp;meline…</source>
      <translation>시간 줄 메모리(&amp;M)…</translation>
    </message>
    <message>
      <source>Metropolis-adjusted Langevin</source>
      <translation>메트로폴리스 보정 랑주뱅</translation>
    </message>
    <message>
      <source>MiB</source>
      <translation>MiB</translation>
    </message>
    <message>
      <source>MiB for the pictures of all steps and for going on from them. Where it does not suffice, every
second step is dropped, and so on; it acts with the next run:</source>
      <translation>모든 스텝의 이미지와 거기서 이어 가기에 쓸 MiB입니다. 모자라면 두 스텝마다 하나를
버리는 식으로 줄이며, 다음 실행부터 적용됩니다:</translation>
    </message>
    <message>
      <source>Middle button</source>
      <translation>가운데 버튼</translation>
    </message>
    <message>
      <source>Mirror</source>
      <translation>좌우 뒤집기</translation>
    </message>
    <message>
      <source>Mode k has variance s² + σ²: wider than the data</source>
      <translation>봉우리 k의 분산은 s² + σ²: 데이터보다 넓습니다</translation>
    </message>
    <message>
      <source>Module</source>
      <translation>모듈</translation>
    </message>
    <message>
      <source>Modules of the network, in the order in which they compute</source>
      <translation>신경망의 모듈, 계산하는 차례로</translation>
    </message>
    <message>
      <source>More: neighbouring levels lie closer, so that fewer steps at each are enough; the run takes longer</source>
      <translation>늘리면 이웃한 수준이 더 가까워져 수준마다 더 적은 스텝으로 충분하고, 실행은 더 오래 걸립니다</translation>
    </message>
    <message>
      <source>More: the samples come to rest at each noise level before the next one, and the run takes as much longer (Algorithm 1, line 5)</source>
      <translation>늘리면 표본이 각 잡음 수준에서 안정된 뒤 다음 수준으로 가고, 실행은 그만큼 오래 걸립니다(알고리즘 1, 5행)</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>Move a mode, or the view</source>
      <translation>봉우리나 보이는 곳을 옮깁니다</translation>
    </message>
    <message>
      <source>Move the focus between the samples</source>
      <translation>표본 사이에서 초점을 옮깁니다</translation>
    </message>
    <message>
      <source>Move the place that is read off; begin and end a line</source>
      <translation>읽는 자리를 옮기고, 선을 시작하고 끝냅니다</translation>
    </message>
    <message>
      <source>Move to the next control</source>
      <translation>다음 조작 요소로 갑니다</translation>
    </message>
    <message>
      <source>My own settings back</source>
      <translation>내 설정으로 되돌리기</translation>
    </message>
    <message>
      <source>N&amp;umber to fan out…</source>
      <translation>펼칠 갈래 수(&amp;U)…</translation>
    </message>
    <message>
      <source>NCSN</source>
      <translation>NCSN</translation>
    </message>
    <message>
      <source>NCSNv2</source>
      <translation>NCSNv2</translation>
    </message>
    <message>
      <source>Na&amp;me…</source>
      <translation>이름(&amp;M)…</translation>
    </message>
    <message>
      <source>Name (empty: its network and sampler):</source>
      <translation>이름(비우면 신경망과 샘플러):</translation>
    </message>
    <message>
      <source>Name a data set of real pictures: IDX, .npz, .npy, a zip; kept for this network</source>
      <translation>실제 이미지의 데이터 세트를 지정합니다: IDX, .npz, .npy, zip. 이 신경망에 대해 기억합니다</translation>
    </message>
    <message>
      <source>Name a file</source>
      <translation>파일 이름을 주십시오</translation>
    </message>
    <message>
      <source>Name a file in it</source>
      <translation>그 안의 파일 이름을 주십시오</translation>
    </message>
    <message>
      <source>Name a file of real pictures to compare the samples with.</source>
      <translation>표본과 비교할 실제 이미지 파일을 지정하십시오.</translation>
    </message>
    <message>
      <source>Name a file.</source>
      <translation>파일을 지정하십시오.</translation>
    </message>
    <message>
      <source>Name of the run</source>
      <translation>실행의 이름</translation>
    </message>
    <message>
      <source>Name the file itself</source>
      <translation>파일 자체의 이름을 주십시오</translation>
    </message>
    <message>
      <source>Name the file that the network is written to.</source>
      <translation>신경망을 쓸 파일을 지정하십시오.</translation>
    </message>
    <message>
      <source>Names of bundled networks, or files; each runs as it recommends</source>
      <translation>함께 들어 있는 신경망의 이름이나 파일. 저마다 권장 설정으로 실행합니다</translation>
    </message>
    <message>
      <source>Name…</source>
      <translation>이름…</translation>
    </message>
    <message>
      <source>Native levels only</source>
      <translation>신경망의 수준만</translation>
    </message>
    <message>
      <source>Ne&amp;xt step</source>
      <translation>다음 스텝(&amp;X)</translation>
    </message>
    <message>
      <source>Nearest pictures of the data</source>
      <translation>데이터의 가장 가까운 이미지</translation>
    </message>
    <message>
      <source>Nearest real pictures</source>
      <translation>가장 가까운 실제 이미지</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>신경망</translation>
    </message>
    <message>
      <source>Networks</source>
      <translation>신경망</translation>
    </message>
    <message>
      <source>Networks of the 2-D lab</source>
      <translation>2차원 실험실의 신경망</translation>
    </message>
    <message>
      <source>New s&amp;eed</source>
      <translation>새 시드(&amp;E)</translation>
    </message>
    <message>
      <source>New to this? Begin with the lessons</source>
      <translation>처음이십니까? 강의부터 시작하십시오</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>다음</translation>
    </message>
    <message>
      <source>No command or setting has such a name</source>
      <translation>그런 이름의 명령이나 설정이 없습니다</translation>
    </message>
    <message>
      <source>No file was opened yet</source>
      <translation>아직 연 파일이 없습니다</translation>
    </message>
    <message>
      <source>No font for Korean</source>
      <translation>한글 글꼴이 없습니다</translation>
    </message>
    <message>
      <source>No font of this system has Korean letters. Install one and start again: Noto Sans CJK KR, or Nanum Gothic (on Debian and Ubuntu the packages fonts-noto-cjk and fonts-nanum).</source>
      <translation>이 시스템의 어떤 글꼴에도 한글이 없습니다. Noto Sans CJK KR이나 나눔고딕을 설치하고 다시 시작하십시오(데비안과 우분투에서는 fonts-noto-cjk와 fonts-nanum 패키지).</translation>
    </message>
    <message>
      <source>No map of it is multiplied by anything that depends on σ.</source>
      <translation>σ에 따라 달라지는 수를 곱하는 맵이 없습니다.</translation>
    </message>
    <message>
      <source>No network is open</source>
      <translation>열린 신경망이 없습니다</translation>
    </message>
    <message>
      <source>No noise is added</source>
      <translation>잡음을 더하지 않습니다</translation>
    </message>
    <message>
      <source>No noise is added above this level (S&lt;sub&gt;max&lt;/sub&gt;)</source>
      <translation>이 수준보다 위에서는 잡음을 더하지 않습니다(S&lt;sub&gt;max&lt;/sub&gt;)</translation>
    </message>
    <message>
      <source>No noise is added below this level (S&lt;sub&gt;min&lt;/sub&gt;)</source>
      <translation>이 수준보다 아래에서는 잡음을 더하지 않습니다(S&lt;sub&gt;min&lt;/sub&gt;)</translation>
    </message>
    <message>
      <source>No pixel of the picture matters to it.</source>
      <translation>이미지의 어느 픽셀도 영향을 주지 않습니다.</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>잡음</translation>
    </message>
    <message>
      <source>Noise added before each step and taken away again: σ grows by the factor 1 + min(S/L, √2 − 1) (S&lt;sub&gt;churn&lt;/sub&gt; of Karras et al. 2022, Algorithm 2). 0 follows the ODE</source>
      <translation>스텝마다 그 앞에서 더했다가 다시 없애는 잡음: σ가 1 + min(S/L, √2 − 1)배로 커집니다(Karras et al. 2022, 알고리즘 2의 S&lt;sub&gt;churn&lt;/sub&gt;). 0은 ODE를 따릅니다</translation>
    </message>
    <message>
      <source>Noise added to the data</source>
      <translation>데이터에 더하는 잡음</translation>
    </message>
    <message>
      <source>Noise is added to the picture</source>
      <translation>이미지에 잡음이 더해집니다</translation>
    </message>
    <message>
      <source>Noise level at which flow lines begin</source>
      <translation>흐름선이 시작하는 잡음 수준</translation>
    </message>
    <message>
      <source>Noise level looked at</source>
      <translation>보고 있는 잡음 수준</translation>
    </message>
    <message>
      <source>Noise level of the left run</source>
      <translation>왼쪽 실행의 잡음 수준</translation>
    </message>
    <message>
      <source>Noise level sigma</source>
      <translation>잡음 수준 시그마</translation>
    </message>
    <message>
      <source>Noise level σ</source>
      <translation>잡음 수준 σ</translation>
    </message>
    <message>
      <source>Noise level σ that the network is told</source>
      <translation>신경망에 전하는 잡음 수준 σ</translation>
    </message>
    <message>
      <source>Noise levels from the largest to the smallest, each the same factor below the one before. The network learns these alone.</source>
      <translation>가장 큰 것에서 가장 작은 것까지의 잡음 수준. 저마다 앞의 것보다 같은 비율로 작습니다. 신경망은 이 수준들만 학습합니다.</translation>
    </message>
    <message>
      <source>Noise of this σ is put on the picture, and the network is told this σ</source>
      <translation>이 σ의 잡음을 이미지에 더하고, 신경망에 이 σ를 전합니다</translation>
    </message>
    <message>
      <source>Noise range, image size, kind of data, configuration: say it, and the file opens again</source>
      <translation>잡음 범위, 이미지 크기, 데이터의 종류, 구성: 이것을 알려 주면 파일을 다시 엽니다</translation>
    </message>
    <message>
      <source>None</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>Normal around the centre</source>
      <translation>중심 둘레의 가우스 분포</translation>
    </message>
    <message>
      <source>Not an error: two densities</source>
      <translation>오차가 아님: 두 밀도</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>나중에</translation>
    </message>
    <message>
      <source>Not opened: {0}.</source>
      <translation>열지 않음: {0}.</translation>
    </message>
    <message>
      <source>Not taken over: the particles would diverge</source>
      <translation>적용하지 않음: 입자가 발산하게 됩니다</translation>
    </message>
    <message>
      <source>Nothing comes after the last step</source>
      <translation>마지막 스텝 뒤에는 아무것도 없습니다</translation>
    </message>
    <message>
      <source>Nothing is filled</source>
      <translation>채우는 것이 없습니다</translation>
    </message>
    <message>
      <source>Nothing that depends on σ is added to a map.</source>
      <translation>σ에 따라 달라지는 수를 더하는 맵이 없습니다.</translation>
    </message>
    <message>
      <source>Nothing to remove from</source>
      <translation>지울 것이 없는 곳:</translation>
    </message>
    <message>
      <source>Number of Gaussians on the ring</source>
      <translation>고리 위의 가우스 분포 수</translation>
    </message>
    <message>
      <source>Number of noise levels</source>
      <translation>잡음 수준의 수</translation>
    </message>
    <message>
      <source>Number of noise levels L</source>
      <translation>잡음 수준의 수 L</translation>
    </message>
    <message>
      <source>Number of particles</source>
      <translation>입자 수</translation>
    </message>
    <message>
      <source>Number of samples</source>
      <translation>표본 수</translation>
    </message>
    <message>
      <source>Number of the picture in the data set</source>
      <translation>데이터 세트에서 이미지의 번호</translation>
    </message>
    <message>
      <source>Number to fan out</source>
      <translation>펼칠 갈래 수</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>수치</translation>
    </message>
    <message>
      <source>Numbers over the steps</source>
      <translation>스텝에 따른 수치</translation>
    </message>
    <message>
      <source>ODE (DDIM) to ancestral</source>
      <translation>ODE(DDIM)에서 조상 표본 추출까지</translation>
    </message>
    <message>
      <source>Objective</source>
      <translation>목적 함수</translation>
    </message>
    <message>
      <source>Of the first weights and of the samples</source>
      <translation>처음 가중치와 표본의 시드</translation>
    </message>
    <message>
      <source>Of the first weights, the noise and the order of the pictures: the same seed trains the same network.</source>
      <translation>처음 가중치, 잡음, 이미지 순서의 시드. 시드가 같으면 같은 신경망을 학습합니다.</translation>
    </message>
    <message>
      <source>Of the network: those made, of those that the run takes</source>
      <translation>신경망 계산: 실행에 드는 것 가운데 한 것</translation>
    </message>
    <message>
      <source>Of the particles' places</source>
      <translation>입자의 위치에 대한 값</translation>
    </message>
    <message>
      <source>Of x₁ and x₂</source>
      <translation>x₁과 x₂의 값</translation>
    </message>
    <message>
      <source>Of x₁ with x₂</source>
      <translation>x₁과 x₂ 사이의 값</translation>
    </message>
    <message>
      <source>Of {0} pictures. The distance is the L2 norm of the difference, with pixels from 0 to 1.</source>
      <translation>이미지 {0}개 가운데. 거리는 픽셀을 0에서 1로 볼 때 차이의 L2 노름입니다.</translation>
    </message>
    <message>
      <source>Of {0}, for the next run: the one that goes on, of {1}, keeps its own settings.</source>
      <translation>다음 실행에 쓸 {0}의 설정입니다. 진행 중인 {1}의 실행은 자기 설정을 그대로 씁니다.</translation>
    </message>
    <message>
      <source>Off: every dilation is 1, at the same weights. How much less does a place of the module see?</source>
      <translation>끄면 가중치는 그대로 두고 팽창이 모두 1이 됩니다. 모듈의 한 자리가 보는 범위가 얼마나 줄어듭니까?</translation>
    </message>
    <message>
      <source>Off: free particles, which diffuse: their mean squared displacement grows as 2 d D t</source>
      <translation>끄면: 자유 입자가 확산합니다. 평균 제곱 변위가 2 d D t처럼 커집니다</translation>
    </message>
    <message>
      <source>Off: no noise, as at τ = 0: particles roll to the next minimum of V and stay</source>
      <translation>끄면: τ = 0에서처럼 잡음이 없습니다. 입자는 가까운 V의 극소로 굴러가 머뭅니다</translation>
    </message>
    <message>
      <source>Off: nothing slows particles down. The kicks keep their strength, so the particles heat without bound</source>
      <translation>끄면: 입자를 늦추는 것이 없습니다. 충격의 세기는 그대로여서 입자가 끝없이 뜨거워집니다</translation>
    </message>
    <message>
      <source>On a mode: its width; with the brush: its size</source>
      <translation>봉우리 위에서: 그 너비, 붓일 때: 붓의 크기</translation>
    </message>
    <message>
      <source>On score_sde's networks the ODE gives clearly worse pictures than the SDE, as their authors warn: add noise (stochasticity ξ, churn), or take reverse diffusion with its corrector</source>
      <translation>score_sde의 신경망에서는 저자들이 경고하듯 ODE의 이미지가 SDE보다 뚜렷이 나쁩니다. 잡음을 더하거나(확률성 ξ, 휘젓기) 수정자가 있는 역확산을 쓰십시오</translation>
    </message>
    <message>
      <source>On score_sde's networks the ODE gives clearly worse pictures than the SDE, as their authors warn: take reverse diffusion with its corrector, or stochasticity ξ = 1</source>
      <translation>score_sde의 신경망에서는 저자들이 경고하듯 ODE의 이미지가 SDE보다 뚜렷이 나쁩니다. 수정자가 있는 역확산이나 확률성 ξ = 1을 쓰십시오</translation>
    </message>
    <message>
      <source>On to the end of this noise level</source>
      <translation>이 잡음 수준의 끝까지 갑니다</translation>
    </message>
    <message>
      <source>On to the end of this noise level of the annealed panel</source>
      <translation>담금질 패널의 이 잡음 수준 끝까지 갑니다</translation>
    </message>
    <message>
      <source>On: means and deviations that a normalisation divides by are taken as fixed. Off: through them each place sees the whole picture a little</source>
      <translation>켜면 정규화가 나누는 평균과 편차를 정해진 수로 봅니다. 끄면 그것을 거쳐 모든 자리가 이미지 전체를 조금씩 봅니다</translation>
    </message>
    <message>
      <source>One &amp;level</source>
      <translation>한 수준(&amp;L)</translation>
    </message>
    <message>
      <source>One &amp;step</source>
      <translation>한 스텝(&amp;S)</translation>
    </message>
    <message>
      <source>One Gaussian</source>
      <translation>가우스 분포 하나</translation>
    </message>
    <message>
      <source>One evaluation of the network: one Langevin step</source>
      <translation>신경망 계산 한 번: 랑주뱅 스텝 하나</translation>
    </message>
    <message>
      <source>One file a sample, sample-0001.png and so on; each carries all settings.</source>
      <translation>표본마다 파일 하나입니다(sample-0001.png 등). 파일마다 모든 설정이 들어 있습니다.</translation>
    </message>
    <message>
      <source>One file at a time</source>
      <translation>파일은 한 번에 하나씩</translation>
    </message>
    <message>
      <source>One kept step back (Alt+Left)</source>
      <translation>남아 있는 한 스텝 뒤로 (Alt+왼쪽)</translation>
    </message>
    <message>
      <source>One kept step on (Alt+Right)</source>
      <translation>남아 있는 한 스텝 앞으로 (Alt+오른쪽)</translation>
    </message>
    <message>
      <source>One noise level a line</source>
      <translation>한 줄에 잡음 수준 하나입니다</translation>
    </message>
    <message>
      <source>One sample &amp;large</source>
      <translation>표본 하나 크게(&amp;L)</translation>
    </message>
    <message>
      <source>One sample with its history of noise levels</source>
      <translation>표본 하나와 그 잡음 수준의 이력</translation>
    </message>
    <message>
      <source>One step is taken</source>
      <translation>스텝 하나를 갑니다</translation>
    </message>
    <message>
      <source>One step of all particles</source>
      <translation>모든 입자의 한 스텝</translation>
    </message>
    <message>
      <source>One step of the optimiser</source>
      <translation>최적화기의 한 스텝</translation>
    </message>
    <message>
      <source>One way leads from each level to the next</source>
      <translation>각 수준에서 다음 수준으로 가는 길은 하나입니다</translation>
    </message>
    <message>
      <source>Only level σ&lt;sub&gt;L&lt;/sub&gt;</source>
      <translation>수준 σ&lt;sub&gt;L&lt;/sub&gt;만</translation>
    </message>
    <message>
      <source>Only the first so many pictures are used.</source>
      <translation>처음 이만큼의 이미지만 씁니다.</translation>
    </message>
    <message>
      <source>Only the pictures; again: the panels come back</source>
      <translation>이미지만 보입니다. 다시 누르면 패널이 돌아옵니다</translation>
    </message>
    <message>
      <source>Only this rectangle of each picture is used: its width and height, then how far it is from the left and from the top, in pixels. Nothing is scaled by it.</source>
      <translation>각 이미지에서 이 직사각형만 씁니다: 너비와 높이, 이어서 왼쪽과 위에서 떨어진 거리(픽셀)입니다. 크기는 바뀌지 않습니다.</translation>
    </message>
    <message>
      <source>Only this window: a training goes on</source>
      <translation>이 창만 닫습니다. 학습은 계속됩니다</translation>
    </message>
    <message>
      <source>Opacity</source>
      <translation>불투명도</translation>
    </message>
    <message>
      <source>Opacity of the mask</source>
      <translation>마스크의 불투명도</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>최근에 연 것(&amp;R)</translation>
    </message>
    <message>
      <source>Open a checkpoint</source>
      <translation>체크포인트 열기</translation>
    </message>
    <message>
      <source>Open a checkpoint first (Ctrl+O).</source>
      <translation>먼저 체크포인트를 여십시오(Ctrl+O).</translation>
    </message>
    <message>
      <source>Open a checkpoint, or a picture made by this program</source>
      <translation>체크포인트 또는 이 프로그램이 만든 이미지 열기</translation>
    </message>
    <message>
      <source>Open a checkpoint, or restore the settings of a picture</source>
      <translation>체크포인트를 열거나 이미지의 설정을 복원합니다</translation>
    </message>
    <message>
      <source>Open a folder of pictures</source>
      <translation>이미지 폴더 열기</translation>
    </message>
    <message>
      <source>Open a history</source>
      <translation>기록 열기</translation>
    </message>
    <message>
      <source>Open a network of yours…</source>
      <translation>내 신경망 열기…</translation>
    </message>
    <message>
      <source>Open a picture or a data set</source>
      <translation>이미지 또는 데이터 세트 열기</translation>
    </message>
    <message>
      <source>Open fol&amp;der of pictures…</source>
      <translation>이미지 폴더 열기(&amp;D)…</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>폴더 열기</translation>
    </message>
    <message>
      <source>Open in Sa&amp;mple</source>
      <translation>“표본 추출”에서 열기(&amp;M)</translation>
    </message>
    <message>
      <source>Open it again</source>
      <translation>다시 여십시오</translation>
    </message>
    <message>
      <source>Open it as a picture</source>
      <translation>이미지로 여십시오</translation>
    </message>
    <message>
      <source>Open it in the window first, which asks</source>
      <translation>먼저 창에서 여십시오. 무엇이 필요한지 창이 묻습니다</translation>
    </message>
    <message>
      <source>Open it in the window's 2-D lab, or with --network of the commands field and particles</source>
      <translation>창의 2차원 실험실에서 열거나 field와 particles 명령의 --network에 주십시오</translation>
    </message>
    <message>
      <source>Open points</source>
      <translation>점 열기</translation>
    </message>
    <message>
      <source>Open points, or a network saved here</source>
      <translation>점이나 여기서 저장한 신경망을 엽니다</translation>
    </message>
    <message>
      <source>Open points…</source>
      <translation>점 열기…</translation>
    </message>
    <message>
      <source>Opening a file</source>
      <translation>파일 여는 중</translation>
    </message>
    <message>
      <source>Opening {0}…</source>
      <translation>{0} 여는 중…</translation>
    </message>
    <message>
      <source>Opening…</source>
      <translation>여는 중…</translation>
    </message>
    <message>
      <source>Opens everywhere, also in slides; 256 colours. Dropped on the window it brings its settings back.</source>
      <translation>슬라이드를 포함해 어디서나 열립니다. 256색입니다. 창에 놓으면 설정이 돌아옵니다.</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>열기…</translation>
    </message>
    <message>
      <source>Or drop its file on the window: ncsn, score_sde, diffusers</source>
      <translation>파일을 창에 놓아도 됩니다: ncsn, score_sde, diffusers</translation>
    </message>
    <message>
      <source>Out of memory</source>
      <translation>메모리 부족</translation>
    </message>
    <message>
      <source>Over so many steps the learning rate rises from 0, so that the first gradients do no harm.</source>
      <translation>이만큼의 스텝 동안 학습률이 0에서 올라갑니다. 처음 기울기가 해를 끼치지 않게 합니다.</translation>
    </message>
    <message>
      <source>Over this last part of the run the learning rate falls to 0: the loss settles.</source>
      <translation>학습의 마지막 이 부분 동안 학습률이 0으로 내려갑니다. 손실이 가라앉습니다.</translation>
    </message>
    <message>
      <source>Own settings: {0}</source>
      <translation>내 설정: {0}</translation>
    </message>
    <message>
      <source>PNG</source>
      <translation>PNG</translation>
    </message>
    <message>
      <source>Pa&amp;ste picture</source>
      <translation>이미지 붙여넣기(&amp;S)</translation>
    </message>
    <message>
      <source>Paint and let it be filled</source>
      <translation>칠하고 채우게 하기</translation>
    </message>
    <message>
      <source>Paint over a part of a picture, and the network fills it</source>
      <translation>이미지의 일부를 칠하면 신경망이 그곳을 채웁니다</translation>
    </message>
    <message>
      <source>Paint over what is to be filled</source>
      <translation>채울 곳을 칠하십시오</translation>
    </message>
    <message>
      <source>Paint over what is to be filled: the right button erases, [ and ] size the brush</source>
      <translation>채울 곳을 칠하십시오. 오른쪽 버튼은 지우고, [ 와 ]는 붓의 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>Paint over what the network is to fill, or choose a ready-made mask in the panel.</source>
      <translation>신경망이 채울 곳을 칠하거나, 패널에서 준비된 마스크를 선택하십시오.</translation>
    </message>
    <message>
      <source>Paint what is to be regenerated white</source>
      <translation>다시 생성할 곳을 흰색으로 칠하십시오</translation>
    </message>
    <message>
      <source>Paint what is to be regenerated white (255)</source>
      <translation>다시 생성할 곳을 흰색(255)으로 칠하십시오</translation>
    </message>
    <message>
      <source>Paint, then press Space</source>
      <translation>칠한 다음 스페이스를 누르십시오</translation>
    </message>
    <message>
      <source>Paint; with Alt or the right button: erase; with Shift: a straight line</source>
      <translation>칠하기. Alt 또는 오른쪽 버튼: 지우기, Shift: 직선</translation>
    </message>
    <message>
      <source>Pan</source>
      <translation>화면 이동</translation>
    </message>
    <message>
      <source>Panel</source>
      <translation>패널</translation>
    </message>
    <message>
      <source>Panel to set</source>
      <translation>설정할 패널</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>논문</translation>
    </message>
    <message>
      <source>Paper:</source>
      <translation>논문:</translation>
    </message>
    <message>
      <source>Particles</source>
      <translation>입자</translation>
    </message>
    <message>
      <source>Particles (Space) and a network's training (Learning) are measured here.</source>
      <translation>여기서는 입자(스페이스)와 신경망의 학습(“학습” 보기)을 측정합니다.</translation>
    </message>
    <message>
      <source>Particles that follow the score: Langevin dynamics</source>
      <translation>스코어를 따르는 입자: 랑주뱅 동역학</translation>
    </message>
    <message>
      <source>Particles with velocities in the plane of x₁ and its velocity v₁, on the law that they come to: that of x₁ times N(0, τ/m)</source>
      <translation>속도가 있는 입자를 x₁과 그 속도 v₁의 평면에, 입자가 이르는 분포 위에 보입니다. 그것은 x₁의 분포와 N(0, τ/m)의 곱입니다</translation>
    </message>
    <message>
      <source>Passes per level</source>
      <translation>수준당 반복</translation>
    </message>
    <message>
      <source>Passes per level r</source>
      <translation>수준당 반복 r</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>붙여넣기</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>일시정지</translation>
    </message>
    <message>
      <source>Paused: Space goes on, . makes one step</source>
      <translation>일시정지: 스페이스는 계속, . 은 한 스텝</translation>
    </message>
    <message>
      <source>Paused: Space goes on, . makes one step, Ctrl+. one level</source>
      <translation>일시정지: 스페이스는 계속, . 은 한 스텝, Ctrl+. 은 한 수준</translation>
    </message>
    <message>
      <source>Paused: Space goes on; paint on mask or picture, if you like</source>
      <translation>일시정지: 스페이스는 계속. 원하면 마스크나 이미지에 칠하십시오</translation>
    </message>
    <message>
      <source>Pausing…</source>
      <translation>일시정지하는 중…</translation>
    </message>
    <message>
      <source>Percent of random pixels</source>
      <translation>무작위 픽셀의 퍼센트</translation>
    </message>
    <message>
      <source>PgDown</source>
      <translation>PgDown</translation>
    </message>
    <message>
      <source>PgUp</source>
      <translation>PgUp</translation>
    </message>
    <message>
      <source>Phase plane</source>
      <translation>위상 평면</translation>
    </message>
    <message>
      <source>Phase plane: shaded is the law that x₁ and v₁ come to whatever the friction, that of x₁ times N(0, τ/m) of v₁</source>
      <translation>위상 평면: 음영은 마찰이 얼마든 x₁과 v₁이 이르는 분포, 곧 x₁의 분포와 v₁의 N(0, τ/m)의 곱입니다</translation>
    </message>
    <message>
      <source>Physics:</source>
      <translation>물리:</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>이미지</translation>
    </message>
    <message>
      <source>Picture and mask</source>
      <translation>이미지와 마스크</translation>
    </message>
    <message>
      <source>Picture, mask and settings are as they were: Space makes the same completions again.</source>
      <translation>이미지, 마스크, 설정이 그때와 같습니다. 스페이스를 누르면 같은 완성본을 다시 만듭니다.</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>이미지</translation>
    </message>
    <message>
      <source>Pictures and data sets</source>
      <translation>이미지와 데이터 세트</translation>
    </message>
    <message>
      <source>Pictures appear out of noise, level by level. Drag ε and T meanwhile, and watch what that does.</source>
      <translation>잡음에서 수준마다 조금씩 이미지가 나타납니다. 그동안 ε과 T를 끌어서 무엇이 달라지는지 보십시오.</translation>
    </message>
    <message>
      <source>Pictures in a row</source>
      <translation>한 행의 이미지 수</translation>
    </message>
    <message>
      <source>Pictures in each step. More make a step steadier, slower, and take more memory.</source>
      <translation>스텝마다의 이미지 수. 많으면 스텝이 더 고르고 느려지며 메모리를 더 씁니다.</translation>
    </message>
    <message>
      <source>Pictures in the film, evenly in log σ from noise to the end; at most 50 a second</source>
      <translation>영상의 이미지 수이며, 잡음에서 끝까지 log σ에서 고르게 나뉩니다. 1초에 많아야 50장입니다</translation>
    </message>
    <message>
      <source>Pictures of both runs</source>
      <translation>두 실행의 이미지</translation>
    </message>
    <message>
      <source>Pictures of {0}</source>
      <translation>{0}의 이미지</translation>
    </message>
    <message>
      <source>Pictures out of noise</source>
      <translation>잡음에서 나오는 이미지</translation>
    </message>
    <message>
      <source>Pixels between the pictures</source>
      <translation>이미지 사이의 픽셀 수</translation>
    </message>
    <message>
      <source>Place start</source>
      <translation>출발점 놓기</translation>
    </message>
    <message>
      <source>Plain Langevin dynamics gets the modes' weights wrong, annealing mends it: runs both</source>
      <translation>보통의 랑주뱅 동역학은 봉우리의 가중치를 틀리고 담금질은 그것을 바로잡습니다. 둘 다 실행합니다</translation>
    </message>
    <message>
      <source>Play &amp;backwards</source>
      <translation>거꾸로 재생(&amp;B)</translation>
    </message>
    <message>
      <source>Play what is kept of the run from what is seen; again: stop</source>
      <translation>보고 있는 곳부터, 실행에서 보관된 것을 재생합니다. 다시 누르면 멈춥니다</translation>
    </message>
    <message>
      <source>Play, or Space, makes sixteen pictures, level by level from large noise to small. Space again pauses; the point makes one step.</source>
      <translation>시작 버튼이나 스페이스를 누르면 큰 잡음에서 작은 잡음으로 수준마다 이미지 열여섯 장이 만들어집니다. 스페이스를 다시 누르면 멈추고, 점은 한 스텝을 갑니다.</translation>
    </message>
    <message>
      <source>Plots</source>
      <translation>그래프</translation>
    </message>
    <message>
      <source>Plots &amp;large…</source>
      <translation>그래프 크게(&amp;L)…</translation>
    </message>
    <message>
      <source>Plots against the noise level</source>
      <translation>잡음 수준에 대한 그래프</translation>
    </message>
    <message>
      <source>Plots large</source>
      <translation>그래프 크게</translation>
    </message>
    <message>
      <source>Point at a mode: drag it, wheel for its weight, Ctrl+wheel for its width.</source>
      <translation>봉우리를 가리키십시오. 끌면 옮기고, 휠은 가중치, Ctrl+휠은 폭을 바꿉니다.</translation>
    </message>
    <message>
      <source>Point at a place, or move it with the arrow keys, to read off what holds there</source>
      <translation>한곳을 가리키거나 화살표 키로 옮기면 그곳의 값을 읽습니다</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>점</translation>
    </message>
    <message>
      <source>Points of the plane</source>
      <translation>평면의 점</translation>
    </message>
    <message>
      <source>Powers of ten on the vertical axes: levels form a geometric sequence in the paper</source>
      <translation>세로축을 10의 거듭제곱으로 나타냅니다. 논문의 수준은 등비수열입니다</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>정밀도</translation>
    </message>
    <message>
      <source>Press P again to paint on the mask what is to be filled</source>
      <translation>P를 다시 누르면 채울 곳을 마스크에 칠합니다</translation>
    </message>
    <message>
      <source>Press P and draw, drop or paste a picture, or press I in the workspace Sample</source>
      <translation>P를 누르고 그리거나, 이미지를 끌어다 놓거나 붙여넣거나, 작업 공간 “표본 추출”에서 I를 누르십시오</translation>
    </message>
    <message>
      <source>Press Space</source>
      <translation>스페이스를 누르십시오</translation>
    </message>
    <message>
      <source>Previous s&amp;tep</source>
      <translation>이전 스텝(&amp;T)</translation>
    </message>
    <message>
      <source>Print what a checkpoint holds: network, data, noise levels, recommended settings, provenance.</source>
      <translation>체크포인트에 든 것을 출력합니다. 신경망, 데이터, 잡음 수준, 권하는 설정, 출처입니다.</translation>
    </message>
    <message>
      <source>Probe</source>
      <translation>탐침</translation>
    </message>
    <message>
      <source>Probe: arrow keys, Enter</source>
      <translation>탐침: 화살표 키, Enter</translation>
    </message>
    <message>
      <source>Probe: drag</source>
      <translation>탐침: 끌기</translation>
    </message>
    <message>
      <source>Products are exact</source>
      <translation>곱셈이 정확합니다</translation>
    </message>
    <message>
      <source>Products in bfloat16, sums in float32 (autocast)</source>
      <translation>곱셈은 bfloat16, 덧셈은 float32로 합니다(autocast)</translation>
    </message>
    <message>
      <source>Products keep 10 bits of the mantissa (TensorFloat-32)</source>
      <translation>곱셈에서 가수의 10비트를 유지합니다(TensorFloat-32)</translation>
    </message>
    <message>
      <source>Progress of the race</source>
      <translation>경주의 진행</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <translation>실행의 진행</translation>
    </message>
    <message>
      <source>Progress of the sweep</source>
      <translation>스윕의 진행</translation>
    </message>
    <message>
      <source>Progress of the training</source>
      <translation>학습의 진행</translation>
    </message>
    <message>
      <source>Progress of {0}</source>
      <translation>{0}의 진행</translation>
    </message>
    <message>
      <source>Published as</source>
      <translation>발표된 이름</translation>
    </message>
    <message>
      <source>Put all panels back where they were at first</source>
      <translation>모든 패널을 처음 자리로 되돌립니다</translation>
    </message>
    <message>
      <source>Put it in again</source>
      <translation>되돌린 획을 다시 넣습니다</translation>
    </message>
    <message>
      <source>Put the same training as a command line on the clipboard: for a server, or a script</source>
      <translation>같은 학습을 명령줄로 클립보드에 넣습니다. 서버나 스크립트에 쓰십시오</translation>
    </message>
    <message>
      <source>Put what is shown on the clipboard: the sample that is enlarged, else the grid</source>
      <translation>보이는 것을 클립보드에 복사합니다: 확대된 표본, 아니면 격자</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>품질</translation>
    </message>
    <message>
      <source>RGB</source>
      <translation>RGB</translation>
    </message>
    <message>
      <source>RGBA</source>
      <translation>RGBA</translation>
    </message>
    <message>
      <source>Race settin&amp;gs…</source>
      <translation>설정 경주(&amp;G)…</translation>
    </message>
    <message>
      <source>Race: several settings from the same noise</source>
      <translation>경주: 같은 잡음에서 시작하는 여러 설정</translation>
    </message>
    <message>
      <source>Radius of the brush</source>
      <translation>붓의 반지름</translation>
    </message>
    <message>
      <source>Random pixels</source>
      <translation>무작위 픽셀</translation>
    </message>
    <message>
      <source>Re&amp;ctangle</source>
      <translation>사각형(&amp;C)</translation>
    </message>
    <message>
      <source>Re&amp;play</source>
      <translation>재생(&amp;P)</translation>
    </message>
    <message>
      <source>Read a part of it (--limit)</source>
      <translation>일부만 읽으십시오(--limit)</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>다시 읽기</translation>
    </message>
    <message>
      <source>Reading the data: {0} of {1}</source>
      <translation>데이터 읽는 중: {0} / {1}</translation>
    </message>
    <message>
      <source>Reading the data…</source>
      <translation>데이터 읽는 중…</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>준비됨</translation>
    </message>
    <message>
      <source>Ready: Space starts the next run, N throws another seed, Ctrl+E exports</source>
      <translation>준비됨: 스페이스는 다음 실행, N은 다른 시드, Ctrl+E는 내보내기</translation>
    </message>
    <message>
      <source>Real pictures</source>
      <translation>실제 이미지</translation>
    </message>
    <message>
      <source>Recipe</source>
      <translation>레시피</translation>
    </message>
    <message>
      <source>Recommended se&amp;ttings</source>
      <translation>권장 설정(&amp;T)</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>다시 하기</translation>
    </message>
    <message>
      <source>Regenerate a square in the middle, half as wide as the picture</source>
      <translation>가운데에서 폭이 이미지의 절반인 정사각형을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate every second row of pixels</source>
      <translation>픽셀을 한 줄 걸러 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate pixels chosen at random</source>
      <translation>무작위로 고른 픽셀을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate the head of the figure in the picture: everything above its shoulders</source>
      <translation>이미지 속 인물의 머리를 다시 만듭니다: 어깨 위 전부</translation>
    </message>
    <message>
      <source>Regenerate the left half</source>
      <translation>왼쪽 절반을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate the lower half</source>
      <translation>아래쪽 절반을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate the right half</source>
      <translation>오른쪽 절반을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate the upper half</source>
      <translation>위쪽 절반을 다시 생성합니다</translation>
    </message>
    <message>
      <source>Regenerate the white part of the mask so that it fits the rest of the picture, which stays exact.</source>
      <translation>마스크의 흰 부분을 이미지의 나머지에 맞게 다시 생성합니다. 나머지는 그대로 남습니다.</translation>
    </message>
    <message>
      <source>Regenerated part</source>
      <translation>다시 생성할 부분</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Remove all marks</source>
      <translation>표시를 모두 없앱니다</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>지우십시오</translation>
    </message>
    <message>
      <source>Remove it to start the training anew</source>
      <translation>학습을 새로 시작하려면 지우십시오</translation>
    </message>
    <message>
      <source>Remove {0}</source>
      <translation>{0} 빼기</translation>
    </message>
    <message>
      <source>Removed from</source>
      <translation>지운 곳:</translation>
    </message>
    <message>
      <source>Rescaled</source>
      <translation>척도 변환</translation>
    </message>
    <message>
      <source>Reset la&amp;yout</source>
      <translation>패널 배열 초기화(&amp;Y)</translation>
    </message>
    <message>
      <source>Reset {0}</source>
      <translation>초기화: {0}</translation>
    </message>
    <message>
      <source>Residual blocks at half the resolution, before its attention.</source>
      <translation>해상도 절반에서 어텐션 앞의 잔차 블록 수.</translation>
    </message>
    <message>
      <source>Residual blocks on the way down, and as many on the way up.</source>
      <translation>내려가는 길의 잔차 블록 수. 올라가는 길에도 같은 수입니다.</translation>
    </message>
    <message>
      <source>Restored from {0}</source>
      <translation>복원함: {0}</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Return</translation>
    </message>
    <message>
      <source>Reverse diffusion</source>
      <translation>역확산</translation>
    </message>
    <message>
      <source>Reverse diffusion, corrected</source>
      <translation>역확산, 수정자 포함</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>오른쪽</translation>
    </message>
    <message>
      <source>Right half</source>
      <translation>오른쪽 절반</translation>
    </message>
    <message>
      <source>Right minus left, halved, on grey: grey is equal, bright is more in the right one (3)</source>
      <translation>오른쪽에서 왼쪽을 뺀 값의 절반을 회색 위에 그립니다. 회색은 같음, 밝으면 오른쪽이 큽니다 (3)</translation>
    </message>
    <message>
      <source>Right run</source>
      <translation>오른쪽 실행</translation>
    </message>
    <message>
      <source>Rings</source>
      <translation>고리</translation>
    </message>
    <message>
      <source>Roberts &amp; Tweedie 1996: Langevin steps at σ_L, taken or not, so that their size leaves no bias; needs p</source>
      <translation>Roberts &amp; Tweedie 1996: σ_L에서 랑주뱅 스텝을 받아들이거나 거절하여 그 크기가 편향을 남기지 않습니다. p가 있어야 합니다</translation>
    </message>
    <message>
      <source>Roll</source>
      <translation>뽑기</translation>
    </message>
    <message>
      <source>Root mean square difference, of 255</source>
      <translation>차이의 제곱 평균 제곱근(255 기준)</translation>
    </message>
    <message>
      <source>Rows; samples that do not fit are left out</source>
      <translation>행의 수. 들어가지 않는 표본은 빠집니다</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>실행</translation>
    </message>
    <message>
      <source>Run 'git lfs pull' where it lies, or download the file itself</source>
      <translation>그것이 있는 곳에서 'git lfs pull'을 실행하거나 파일 자체를 받으십시오</translation>
    </message>
    <message>
      <source>Run plain, annealed or underdamped Langevin dynamics in the plane.</source>
      <translation>평면에서 보통의, 담금질, 또는 저감쇠 랑주뱅 동역학을 실행합니다.</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>실행 중</translation>
    </message>
    <message>
      <source>Running: Space pauses, Esc stops</source>
      <translation>실행 중: 스페이스는 일시정지, Esc는 정지</translation>
    </message>
    <message>
      <source>Runs that are in memory; choose Compare at another one in the history to add it</source>
      <translation>메모리에 있는 실행입니다. 다른 실행은 기록에서 비교를 누르면 더해집니다</translation>
    </message>
    <message>
      <source>Runs, the newest first</source>
      <translation>실행, 최근 것부터</translation>
    </message>
    <message>
      <source>S&amp;maller brush</source>
      <translation>붓 작게(&amp;M)</translation>
    </message>
    <message>
      <source>S&amp;tar</source>
      <translation>별표(&amp;T)</translation>
    </message>
    <message>
      <source>S&amp;top</source>
      <translation>정지(&amp;T)</translation>
    </message>
    <message>
      <source>S&amp;weep two settings…</source>
      <translation>두 설정 스윕(&amp;W)…</translation>
    </message>
    <message>
      <source>SDE of the training</source>
      <translation>학습의 SDE</translation>
    </message>
    <message>
      <source>SDE: {0}</source>
      <translation>SDE: {0}</translation>
    </message>
    <message>
      <source>SNR</source>
      <translation>SNR</translation>
    </message>
    <message>
      <source>SNR {0}</source>
      <translation>SNR {0}</translation>
    </message>
    <message>
      <source>Sa&amp;mples</source>
      <translation>표본(&amp;M)</translation>
    </message>
    <message>
      <source>Sa&amp;mples a cell</source>
      <translation>칸당 표본(&amp;M)</translation>
    </message>
    <message>
      <source>Same sta&amp;rt</source>
      <translation>같은 시작(&amp;R)</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>표본 추출</translation>
    </message>
    <message>
      <source>Sample a&amp;ll again</source>
      <translation>다시 전체 추출(&amp;L)</translation>
    </message>
    <message>
      <source>Sample every</source>
      <translation>표본 추출 간격</translation>
    </message>
    <message>
      <source>Sample from a score network and write a grid of pictures, with every setting stored inside it.</source>
      <translation>스코어 신경망에서 표본을 추출하여 이미지의 격자를 씁니다. 모든 설정이 그 안에 저장됩니다.</translation>
    </message>
    <message>
      <source>Sample from the network seen here, as it is now or was then; the training goes on beside it</source>
      <translation>여기 보이는 신경망의 지금 또는 그때 상태에서 표본을 추출합니다. 학습은 그 옆에서 계속됩니다</translation>
    </message>
    <message>
      <source>Sample with every combination of the values of one or two settings, and write a table with labelled axes. Each cell is what 'sample' (or 'inpaint') makes with these settings; equal cells, and what several of them begin with, are computed once.</source>
      <translation>한두 설정의 값을 모두 짝지어 표본을 추출하고, 축에 이름을 붙인 표를 씁니다. 칸마다 그 설정으로 'sample'(또는 'inpaint')이 만드는 것이 들어갑니다. 같은 칸과 여러 칸이 함께 시작하는 부분은 한 번만 계산합니다.</translation>
    </message>
    <message>
      <source>Sample {0} (number {1} in file names and for the command)</source>
      <translation>표본 {0} (파일 이름과 명령에서는 번호 {1})</translation>
    </message>
    <message>
      <source>Sampler</source>
      <translation>샘플러</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>표본</translation>
    </message>
    <message>
      <source>Samples after step {0}</source>
      <translation>{0}스텝 뒤의 표본</translation>
    </message>
    <message>
      <source>Samples in one evaluation</source>
      <translation>한 번의 계산에 넣는 표본 수</translation>
    </message>
    <message>
      <source>Samples of each</source>
      <translation>저마다의 표본 수</translation>
    </message>
    <message>
      <source>Samples of the data, with the noise of σ where a law with noise is shown</source>
      <translation>데이터의 표본. 잡음이 있는 분포를 보일 때는 σ의 잡음을 넣습니다</translation>
    </message>
    <message>
      <source>Samples of the network</source>
      <translation>신경망의 표본</translation>
    </message>
    <message>
      <source>Sampling: Space pauses, Esc stops</source>
      <translation>표본 추출 중: 스페이스는 일시정지, Esc는 정지</translation>
    </message>
    <message>
      <source>Save every</source>
      <translation>저장 간격</translation>
    </message>
    <message>
      <source>Save its state_dict() with torch.save</source>
      <translation>state_dict()를 torch.save로 저장하십시오</translation>
    </message>
    <message>
      <source>Save network</source>
      <translation>신경망 저장</translation>
    </message>
    <message>
      <source>Save network…</source>
      <translation>신경망 저장…</translation>
    </message>
    <message>
      <source>Save pictures, a strip of levels, a film, the plots or the numbers</source>
      <translation>이미지, 수준의 띠, 영상, 그래프 또는 수를 저장합니다</translation>
    </message>
    <message>
      <source>Save points</source>
      <translation>점 저장</translation>
    </message>
    <message>
      <source>Save points…</source>
      <translation>점 저장…</translation>
    </message>
    <message>
      <source>Save the bytes of each picture in the file</source>
      <translation>이미지마다 그 바이트를 파일에 저장하십시오</translation>
    </message>
    <message>
      <source>Save the history</source>
      <translation>기록 저장</translation>
    </message>
    <message>
      <source>Save the network's state_dict() with torch.save, and open that</source>
      <translation>신경망의 state_dict()를 torch.save로 저장하여 그것을 여십시오</translation>
    </message>
    <message>
      <source>Save the view, the field or its numbers</source>
      <translation>화면, 장, 또는 그 수치를 저장합니다</translation>
    </message>
    <message>
      <source>Save the view, the particles, the field or an animation of the run</source>
      <translation>화면, 입자, 장, 또는 실행의 애니메이션을 저장합니다</translation>
    </message>
    <message>
      <source>Save what comes out of it to a file</source>
      <translation>거기서 나오는 것을 파일에 저장하십시오</translation>
    </message>
    <message>
      <source>Saved {0}</source>
      <translation>저장했습니다: {0}</translation>
    </message>
    <message>
      <source>Saved {0} pictures</source>
      <translation>이미지 {0}개를 저장했습니다</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>저장…</translation>
    </message>
    <message>
      <source>Scale the mask (nearest neighbour)?</source>
      <translation>마스크의 크기를 조정할까요(최근접 이웃)?</translation>
    </message>
    <message>
      <source>Schedule of the noise levels</source>
      <translation>잡음 수준의 배열</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>스코어</translation>
    </message>
    <message>
      <source>Score that is followed</source>
      <translation>따라가는 스코어</translation>
    </message>
    <message>
      <source>Score ∇ log p</source>
      <translation>스코어 ∇ log p</translation>
    </message>
    <message>
      <source>Secon&amp;ds</source>
      <translation>초(&amp;D)</translation>
    </message>
    <message>
      <source>See and touch score-based generative models. Where do you want to begin?</source>
      <translation>스코어 기반 생성 모형을 보고 만져 보십시오. 어디서 시작하시겠습니까?</translation>
    </message>
    <message>
      <source>See and touch score-based generative models. Without a command it opens the window.</source>
      <translation>스코어 기반 생성 모형을 보고 만집니다. 명령이 없으면 창을 엽니다.</translation>
    </message>
    <message>
      <source>See and touch score-based generative models: annealed Langevin dynamics (Song &amp; Ermon, 2019), live.

{0}</source>
      <translation>스코어 기반 생성 모형을 눈으로 보고 만져 봅니다: 담금질 랑주뱅 동역학(Song &amp; Ermon, 2019)을 실시간으로.

{0}</translation>
    </message>
    <message>
      <source>See everything</source>
      <translation>모두 보기</translation>
    </message>
    <message>
      <source>See the score in two dimensions</source>
      <translation>2차원에서 스코어 보기</translation>
    </message>
    <message>
      <source>See this run beside the one that is shown (C)</source>
      <translation>이 실행을 지금 보는 것과 나란히 봅니다 (C)</translation>
    </message>
    <message>
      <source>See&amp;d</source>
      <translation>시드(&amp;D)</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>시드</translation>
    </message>
    <message>
      <source>Seed of all</source>
      <translation>모두의 시드</translation>
    </message>
    <message>
      <source>Seed of the training</source>
      <translation>학습의 시드</translation>
    </message>
    <message>
      <source>Set everything but the seed to what suits the network</source>
      <translation>시드만 빼고 모두 신경망에 맞게 설정합니다</translation>
    </message>
    <message>
      <source>Set everything to the defaults</source>
      <translation>모두 기본값으로 설정합니다</translation>
    </message>
    <message>
      <source>Set everything to what suits the density</source>
      <translation>모두 밀도에 맞게 설정합니다</translation>
    </message>
    <message>
      <source>Set {0} to {1}</source>
      <translation>{0}을(를) {1}(으)로 설정</translation>
    </message>
    <message>
      <source>Setting</source>
      <translation>설정</translation>
    </message>
    <message>
      <source>Settings of {0}</source>
      <translation>{0}의 설정</translation>
    </message>
    <message>
      <source>Settings restored from {0}</source>
      <translation>설정을 복원했습니다: {0}</translation>
    </message>
    <message>
      <source>Settings with a name; what else is swept is changed in them</source>
      <translation>이름이 있는 설정. 스윕하는 다른 설정은 그 안에서 바뀝니다</translation>
    </message>
    <message>
      <source>Share of each class</source>
      <translation>클래스마다의 몫</translation>
    </message>
    <message>
      <source>Shares, distances, losses</source>
      <translation>몫, 거리, 손실</translation>
    </message>
    <message>
      <source>Sharp at any size, for papers and slides; all settings are in its description.</source>
      <translation>어떤 크기에서도 또렷하여 논문과 슬라이드에 맞습니다. 모든 설정이 설명에 들어 있습니다.</translation>
    </message>
    <message>
      <source>Shift+C</source>
      <translation>Shift+C</translation>
    </message>
    <message>
      <source>Shift+F</source>
      <translation>Shift+F</translation>
    </message>
    <message>
      <source>Shift+F1</source>
      <translation>Shift+F1</translation>
    </message>
    <message>
      <source>Shift+J</source>
      <translation>Shift+J</translation>
    </message>
    <message>
      <source>Shift+K</source>
      <translation>Shift+K</translation>
    </message>
    <message>
      <source>Shift+L</source>
      <translation>Shift+L</translation>
    </message>
    <message>
      <source>Shift+M</source>
      <translation>Shift+M</translation>
    </message>
    <message>
      <source>Shift+R</source>
      <translation>Shift+R</translation>
    </message>
    <message>
      <source>Shift+W</source>
      <translation>Shift+W</translation>
    </message>
    <message>
      <source>Show &amp;all</source>
      <translation>모두 보기(&amp;A)</translation>
    </message>
    <message>
      <source>Show Tweedie's estimate x + σ² s(x, σ), the expected clean picture, instead of the noisy x</source>
      <translation>잡음이 낀 x 대신 트위디 추정값 x + σ² s(x, σ), 곧 기대되는 깨끗한 이미지를 보입니다</translation>
    </message>
    <message>
      <source>Show the sample in focus with its history of levels</source>
      <translation>초점을 둔 표본을 그 수준의 이력과 함께 보입니다</translation>
    </message>
    <message>
      <source>Show the sample large; again: all of them</source>
      <translation>표본을 크게 보입니다. 다시 누르면 모두 보입니다</translation>
    </message>
    <message>
      <source>Show the samples again (Ctrl+I)</source>
      <translation>다시 표본을 보여 줍니다 (Ctrl+I)</translation>
    </message>
    <message>
      <source>Show the whole batch in each picture of the timeline, instead of the sample in focus</source>
      <translation>시간 줄의 이미지마다 초점을 둔 표본 대신 배치 전체를 보입니다</translation>
    </message>
    <message>
      <source>Show this page at &amp;every start</source>
      <translation>시작할 때마다 이 페이지 보이기(&amp;E)</translation>
    </message>
    <message>
      <source>Show {0} in the file manager</source>
      <translation>{0} 폴더를 파일 관리자에서 보여 줍니다</translation>
    </message>
    <message>
      <source>Side</source>
      <translation>변의 길이</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>나란히</translation>
    </message>
    <message>
      <source>Sides may have up to {0} pixels</source>
      <translation>변은 {0}픽셀까지입니다</translation>
    </message>
    <message>
      <source>Sides may have up to {0} pixels, and it may have {1} million in all</source>
      <translation>변은 {0}픽셀까지, 전체는 {1}백만 픽셀까지입니다</translation>
    </message>
    <message>
      <source>Signal-to-noise ratio r of the corrector</source>
      <translation>수정자의 신호 대 잡음비 r</translation>
    </message>
    <message>
      <source>Sixteen at once, in a few seconds; the same as Space</source>
      <translation>몇 초 만에 열여섯 장을 한 번에. 스페이스와 같습니다</translation>
    </message>
    <message>
      <source>Size (pixels)</source>
      <translation>크기(픽셀)</translation>
    </message>
    <message>
      <source>Sliced score matching</source>
      <translation>슬라이스 스코어 매칭</translation>
    </message>
    <message>
      <source>Small and quick on a CPU, of any noise level</source>
      <translation>CPU에서도 작고 빠르며, 어떤 잡음 수준이든 받습니다</translation>
    </message>
    <message>
      <source>Smallest noise level of the training</source>
      <translation>학습의 가장 작은 잡음 수준</translation>
    </message>
    <message>
      <source>Smallest noise level sigma L</source>
      <translation>가장 작은 잡음 수준 시그마 L</translation>
    </message>
    <message>
      <source>Smallest noise level with churn</source>
      <translation>휘젓는 가장 작은 잡음 수준</translation>
    </message>
    <message>
      <source>Smallest noise level σ_L</source>
      <translation>가장 작은 잡음 수준 σ_L</translation>
    </message>
    <message>
      <source>Smallest σ</source>
      <translation>최소 σ</translation>
    </message>
    <message>
      <source>Smallest σ&lt;sub&gt;L&lt;/sub&gt;</source>
      <translation>최소 σ&lt;sub&gt;L&lt;/sub&gt;</translation>
    </message>
    <message>
      <source>So many noise levels are columns, evenly in log σ from the first to the last; fewer where there are fewer</source>
      <translation>이만큼의 잡음 수준이 열이 되며, 처음부터 마지막까지 log σ에서 고르게 나뉩니다. 수준이 더 적으면 그만큼입니다</translation>
    </message>
    <message>
      <source>So many of the processor's cores compute from the next run on; auto: all. Fewer leave room for other programs; another number rounds differently, so the last bits of the pictures change with it</source>
      <translation>다음 실행부터 프로세서 코어를 이만큼 써서 계산합니다. 자동이면 모두 씁니다. 적게 쓰면 다른 프로그램에 여유가 생기고, 수가 다르면 반올림이 달라져 이미지의 마지막 비트가 달라집니다</translation>
    </message>
    <message>
      <source>So many of the processor's cores compute the training. Fewer leave room for sampling beside it, and round differently: another number of threads gives another network, though hardly a different one.</source>
      <translation>프로세서의 코어 가운데 이만큼이 학습을 계산합니다. 적으면 함께 하는 표본 추출에 여유가 생깁니다. 스레드 수가 다르면 반올림이 달라 신경망도 아주 조금 달라집니다.</translation>
    </message>
    <message>
      <source>So many times F goes on from the sample in focus, each with fresh noise:</source>
      <translation>F를 누르면 초점을 둔 표본에서 저마다 새 잡음으로 이만큼 이어 갑니다:</translation>
    </message>
    <message>
      <source>So many times as far from middle grey: grey paper and pale ink become black and white</source>
      <translation>중간 회색에서 이 배수만큼 멀어집니다. 회색 종이와 옅은 글씨가 검정과 흰색이 됩니다</translation>
    </message>
    <message>
      <source>So often the state is saved that the training can be taken up from, and the network as it is then. No more than this is lost if the computer stops.</source>
      <translation>이 간격마다 학습을 이어받을 상태와 그때의 신경망을 저장합니다. 컴퓨터가 멈춰도 이보다 많이 잃지 않습니다.</translation>
    </message>
    <message>
      <source>Some of the data, as the network will see them</source>
      <translation>신경망이 보게 될 데이터의 일부</translation>
    </message>
    <message>
      <source>Some runs could not be read</source>
      <translation>일부 실행을 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>Something went wrong inside the program</source>
      <translation>프로그램 안에서 문제가 생겼습니다</translation>
    </message>
    <message>
      <source>Song &amp; Ermon 2019, Algorithm 1</source>
      <translation>Song &amp; Ermon 2019, 알고리즘 1</translation>
    </message>
    <message>
      <source>Song &amp; Ermon 2019, Algorithm 1: T Langevin steps at each of L noise levels</source>
      <translation>Song &amp; Ermon 2019, 알고리즘 1: 잡음 수준 L개마다 랑주뱅 스텝을 T번 갑니다</translation>
    </message>
    <message>
      <source>Song &amp; Ermon 2019, equation 4, at σ_L alone: shows why annealing is needed</source>
      <translation>Song &amp; Ermon 2019, 식 4, σ_L 하나에서만: 담금질이 왜 필요한지 보여 줍니다</translation>
    </message>
    <message>
      <source>Song et al. 2019: by random projections of the Jacobian</source>
      <translation>Song et al. 2019: 야코비 행렬의 무작위 사영을 씁니다</translation>
    </message>
    <message>
      <source>Song et al. 2021, Algorithm 2: a step of the reverse SDE, then M Langevin steps at the same level</source>
      <translation>Song et al. 2021, 알고리즘 2: 역방향 SDE의 한 스텝, 그다음 같은 수준에서 랑주뱅 스텝 M번</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>스페이스</translation>
    </message>
    <message>
      <source>Space does it again.</source>
      <translation>스페이스를 누르면 다시 합니다.</translation>
    </message>
    <message>
      <source>Space fills again, N throws another seed, I takes the completion in focus as the picture</source>
      <translation>스페이스는 다시 채우기, N은 다른 시드, I는 초점을 둔 완성본을 이미지로 가져오기</translation>
    </message>
    <message>
      <source>Space fills the mask</source>
      <translation>스페이스를 누르면 마스크를 채웁니다</translation>
    </message>
    <message>
      <source>Space goes on from here with the present settings, F many times from one sample; L: the end</source>
      <translation>스페이스는 여기서 지금의 설정으로 계속, F는 표본 하나에서 여러 번 계속, L은 끝으로</translation>
    </message>
    <message>
      <source>Space makes one. Every run is kept in the history.</source>
      <translation>스페이스를 누르면 실행이 하나 만들어집니다. 모든 실행은 기록에 남습니다.</translation>
    </message>
    <message>
      <source>Space makes the pictures again.</source>
      <translation>스페이스를 누르면 이미지를 다시 만듭니다.</translation>
    </message>
    <message>
      <source>Space starts the particles; drag, wheel and double-click move the view</source>
      <translation>스페이스는 입자를 출발시킵니다. 끌기, 휠, 더블 클릭은 화면을 움직입니다</translation>
    </message>
    <message>
      <source>Space starts; Ctrl+Shift+P finds every command and setting</source>
      <translation>스페이스: 시작. Ctrl+Shift+P: 모든 명령과 설정 찾기</translation>
    </message>
    <message>
      <source>Space trains the network</source>
      <translation>스페이스를 누르면 신경망이 학습합니다</translation>
    </message>
    <message>
      <source>Spacing</source>
      <translation>간격</translation>
    </message>
    <message>
      <source>Spacing exponent rho</source>
      <translation>간격의 지수 로</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>속도</translation>
    </message>
    <message>
      <source>Speed of the replay</source>
      <translation>재생 속도</translation>
    </message>
    <message>
      <source>Spread of the start</source>
      <translation>출발의 퍼짐</translation>
    </message>
    <message>
      <source>Squared maximum mean discrepancy ± its standard error; 0 for one law</source>
      <translation>최대 평균 차이(MMD)의 제곱 ± 그 표준오차. 분포가 같으면 0입니다</translation>
    </message>
    <message>
      <source>St&amp;op</source>
      <translation>정지(&amp;O)</translation>
    </message>
    <message>
      <source>Stable for h² &lt; 4 m σ²; α = h²/m without memory</source>
      <translation>h² &lt; 4 m σ²이면 안정합니다. 기억이 없으면 α = h²/m입니다</translation>
    </message>
    <message>
      <source>Star</source>
      <translation>별표</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>출발</translation>
    </message>
    <message>
      <source>Start a&amp;new</source>
      <translation>새로 시작(&amp;N)</translation>
    </message>
    <message>
      <source>Start all kernels of an evaluation at once: faster where there are many small ones</source>
      <translation>한 번의 계산에 드는 모든 커널을 한꺼번에 시작합니다. 작은 커널이 많을 때 더 빠릅니다</translation>
    </message>
    <message>
      <source>Start anew with --overwrite</source>
      <translation>--overwrite로 새로 시작하십시오</translation>
    </message>
    <message>
      <source>Start choosing places anew</source>
      <translation>출발점을 새로 고르기 시작합니다</translation>
    </message>
    <message>
      <source>Start from a pi&amp;cture…</source>
      <translation>이미지에서 시작(&amp;C)…</translation>
    </message>
    <message>
      <source>Start from a picture</source>
      <translation>이미지에서 시작</translation>
    </message>
    <message>
      <source>Start from noise with the present settings, even during a run</source>
      <translation>실행 중이라도 지금의 설정으로 잡음에서 시작합니다</translation>
    </message>
    <message>
      <source>Start from {0}</source>
      <translation>{0}에서 시작</translation>
    </message>
    <message>
      <source>Start page</source>
      <translation>시작 페이지</translation>
    </message>
    <message>
      <source>Start sampling; while it runs: pause, and go on</source>
      <translation>표본 추출을 시작합니다. 실행 중에는 일시정지하고 계속합니다</translation>
    </message>
    <message>
      <source>Start the particles anew with the present settings, even during a run</source>
      <translation>실행 중이라도 지금의 설정으로 입자를 새로 출발시킵니다</translation>
    </message>
    <message>
      <source>Starting as soon as {0} is open…</source>
      <translation>{0}: 열리는 대로 시작합니다…</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>시작하는 중…</translation>
    </message>
    <message>
      <source>Starts as soon as the network is open</source>
      <translation>신경망이 열리면 시작합니다</translation>
    </message>
    <message>
      <source>Starts on the line drawn with Probe, else on a level one, evenly spread</source>
      <translation>“탐침”으로 그은 선 위에서, 없으면 수평선 위에서 고르게 시작합니다</translation>
    </message>
    <message>
      <source>State of the race</source>
      <translation>경주의 상태</translation>
    </message>
    <message>
      <source>State of the sweep</source>
      <translation>스윕의 상태</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>Step back</source>
      <translation>스텝 뒤로</translation>
    </message>
    <message>
      <source>Step on</source>
      <translation>스텝 앞으로</translation>
    </message>
    <message>
      <source>Step size epsilon</source>
      <translation>스텝 크기 엡실론</translation>
    </message>
    <message>
      <source>Step size step_lr</source>
      <translation>스텝 크기 step_lr</translation>
    </message>
    <message>
      <source>Step size ε</source>
      <translation>스텝 크기 ε</translation>
    </message>
    <message>
      <source>Step t</source>
      <translation>스텝 t</translation>
    </message>
    <message>
      <source>Step that is looked at</source>
      <translation>보고 있는 스텝</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>스텝 수</translation>
    </message>
    <message>
      <source>Steps a second</source>
      <translation>초당 스텝 수</translation>
    </message>
    <message>
      <source>Steps at each noise level (Algorithm 1, line 5)</source>
      <translation>잡음 수준마다의 스텝 수(알고리즘 1, 5행)</translation>
    </message>
    <message>
      <source>Steps per level T</source>
      <translation>수준당 스텝 수 T</translation>
    </message>
    <message>
      <source>Stochasticity xi</source>
      <translation>확률성 크시</translation>
    </message>
    <message>
      <source>Stochasticity ξ</source>
      <translation>확률성 ξ</translation>
    </message>
    <message>
      <source>Stop looking at the real pictures; what was found stays</source>
      <translation>실제 이미지를 그만 살펴봅니다. 찾은 것은 남습니다</translation>
    </message>
    <message>
      <source>Stop, and forget the network</source>
      <translation>정지하고 신경망을 버립니다</translation>
    </message>
    <message>
      <source>Stop, and forget the particles</source>
      <translation>정지하고 입자를 버립니다</translation>
    </message>
    <message>
      <source>Stop, and forget the run's pictures</source>
      <translation>정지하고 실행의 이미지를 버립니다</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>정지됨</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>정지하는 중…</translation>
    </message>
    <message>
      <source>Sweep: one setting against another</source>
      <translation>스윕: 한 설정에 대한 다른 설정</translation>
    </message>
    <message>
      <source>Swiss roll</source>
      <translation>스위스 롤</translation>
    </message>
    <message>
      <source>TF32</source>
      <translation>TF32</translation>
    </message>
    <message>
      <source>TF32, bf16 and CUDA graphs need an NVIDIA graphics card: the network computes in float32</source>
      <translation>TF32, bf16, CUDA 그래프에는 NVIDIA 그래픽 카드가 필요합니다. 신경망을 float32로 계산합니다</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tab</translation>
    </message>
    <message>
      <source>Take back the last stroke</source>
      <translation>마지막 획을 되돌립니다</translation>
    </message>
    <message>
      <source>Take its &amp;settings over</source>
      <translation>설정 가져오기(&amp;S)</translation>
    </message>
    <message>
      <source>Take the clipboard's picture</source>
      <translation>클립보드의 이미지를 가져옵니다</translation>
    </message>
    <message>
      <source>Take the completion in focus as the next picture (I)</source>
      <translation>초점을 둔 완성본을 다음 이미지로 가져옵니다(I)</translation>
    </message>
    <message>
      <source>Take the noise level of the step that is seen in the timeline, whichever it is</source>
      <translation>시간 줄에서 보이는 스텝의 잡음 수준을, 그것이 무엇이든 씁니다</translation>
    </message>
    <message>
      <source>Take the sample in focus as the picture to paint a mask on</source>
      <translation>초점을 둔 표본을, 마스크를 칠할 이미지로 가져옵니다</translation>
    </message>
    <message>
      <source>Take the sample in focus of the workspace Sample</source>
      <translation>작업 공간 “표본 추출”에서 초점을 둔 표본을 가져옵니다</translation>
    </message>
    <message>
      <source>Take the tour</source>
      <translation>둘러보기</translation>
    </message>
    <message>
      <source>Take this run out of the history and off the disk (Delete)</source>
      <translation>이 실행을 기록과 디스크에서 지웁니다 (Delete)</translation>
    </message>
    <message>
      <source>Take up a training</source>
      <translation>학습 이어받기</translation>
    </message>
    <message>
      <source>Temperature tau</source>
      <translation>온도 타우</translation>
    </message>
    <message>
      <source>Temperature τ</source>
      <translation>온도 τ</translation>
    </message>
    <message>
      <source>That cannot be done</source>
      <translation>할 수 없는 일입니다</translation>
    </message>
    <message>
      <source>That of the system</source>
      <translation>시스템 언어</translation>
    </message>
    <message>
      <source>The &amp;settings of Sample</source>
      <translation>“표본 추출”의 설정(&amp;S)</translation>
    </message>
    <message>
      <source>The Langevin step at this level, of T (line 5)</source>
      <translation>이 수준에서 T번 가운데 몇 번째 랑주뱅 스텝인지(5행)</translation>
    </message>
    <message>
      <source>The Langevin steps' size: α = 4 (r ‖z‖/‖s‖)² of each sample (Song et al. 2021, Algorithm 4)</source>
      <translation>랑주뱅 스텝의 크기: 표본마다 α = 4 (r ‖z‖/‖s‖)²(Song et al. 2021, 알고리즘 4)</translation>
    </message>
    <message>
      <source>The PNG carries all settings: drop it on the window to bring them back.</source>
      <translation>PNG에 모든 설정이 들어 있습니다. 창에 놓으면 설정이 돌아옵니다.</translation>
    </message>
    <message>
      <source>The SDE of its training (Song et al. 2021, section 3.4). Networks of all three look the same</source>
      <translation>학습에 쓴 SDE(Song et al. 2021, 3.4절). 셋 모두 신경망의 모양이 같습니다</translation>
    </message>
    <message>
      <source>The added noise is multiplied by it (S&lt;sub&gt;noise&lt;/sub&gt;): a little above 1 makes up for lost detail</source>
      <translation>더하는 잡음에 곱하는 값(S&lt;sub&gt;noise&lt;/sub&gt;): 1보다 조금 크면 잃어버린 세부를 메웁니다</translation>
    </message>
    <message>
      <source>The algorithm that turns noise into pictures</source>
      <translation>잡음을 이미지로 바꾸는 알고리즘</translation>
    </message>
    <message>
      <source>The array “particles”, float32 [N, 2], as the command score-explorer particles writes it.</source>
      <translation>배열 “particles”, float32 [N, 2]. 명령 score-explorer particles가 쓰는 것과 같습니다.</translation>
    </message>
    <message>
      <source>The average of the weights, or the last</source>
      <translation>가중치의 평균, 또는 마지막 가중치</translation>
    </message>
    <message>
      <source>The best pictures, where time does not matter</source>
      <translation>시간이 문제되지 않을 때 가장 좋은 이미지</translation>
    </message>
    <message>
      <source>The bias could not be measured</source>
      <translation>편향을 측정할 수 없습니다</translation>
    </message>
    <message>
      <source>The box's half width, or the Gaussian's standard deviation</source>
      <translation>상자의 반폭, 또는 가우스 분포의 표준편차</translation>
    </message>
    <message>
      <source>The brighter a pixel, the more the module's place under the marked one depends on it; the frame is around all that matter at all. Click, or use the arrow keys, for another place</source>
      <translation>픽셀이 밝을수록 표시된 픽셀 아래의 자리가 그 픽셀에 더 의존합니다. 테두리는 조금이라도 영향을 주는 픽셀을 모두 두릅니다. 다른 자리는 클릭하거나 화살표 키로 고릅니다</translation>
    </message>
    <message>
      <source>The brush's diameter, in pixels of the picture ([ and ], or Ctrl+wheel)</source>
      <translation>이미지의 픽셀로 잰 붓의 지름([ 와 ], 또는 Ctrl+휠)</translation>
    </message>
    <message>
      <source>The clipboard holds no picture</source>
      <translation>클립보드에 이미지가 없습니다</translation>
    </message>
    <message>
      <source>The compiled kernels took {0} s to build; the next time they are there</source>
      <translation>커널을 컴파일하는 데 {0}초 걸렸습니다. 다음부터는 바로 쓸 수 있습니다</translation>
    </message>
    <message>
      <source>The config.yml, .yaml or .json of its training</source>
      <translation>학습에 쓴 config.yml, .yaml 또는 .json</translation>
    </message>
    <message>
      <source>The configuration of score_sde that it was trained with</source>
      <translation>학습에 쓴 score_sde의 구성</translation>
    </message>
    <message>
      <source>The data cannot be used</source>
      <translation>데이터를 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>The denoising step: σ = {0}</source>
      <translation>잡음 제거 스텝: σ = {0}</translation>
    </message>
    <message>
      <source>The density's own</source>
      <translation>밀도 자체의 스코어</translation>
    </message>
    <message>
      <source>The dynamics by which the particles follow the score</source>
      <translation>입자가 스코어를 따르는 동역학</translation>
    </message>
    <message>
      <source>The errors could not be worked out</source>
      <translation>오차를 구할 수 없습니다</translation>
    </message>
    <message>
      <source>The exact score of the density at any noise level</source>
      <translation>어떤 잡음 수준에서든 밀도의 정확한 스코어</translation>
    </message>
    <message>
      <source>The exact score, or the one that was learned</source>
      <translation>정확한 스코어, 또는 학습된 스코어</translation>
    </message>
    <message>
      <source>The field (.npz)</source>
      <translation>장 (.npz)</translation>
    </message>
    <message>
      <source>The field could not be computed</source>
      <translation>장을 계산할 수 없습니다</translation>
    </message>
    <message>
      <source>The field is that of p&lt;sub&gt;σ&lt;/sub&gt;, the law of x + σz with z standard normal (section 4.1): the larger σ, the smoother. The colour is the level's.</source>
      <translation>장은 p&lt;sub&gt;σ&lt;/sub&gt;, 곧 z가 표준 가우스 난수일 때 x + σz의 분포(4.1절)의 것입니다. σ가 클수록 매끄럽습니다. 색은 수준의 색입니다.</translation>
    </message>
    <message>
      <source>The file does not say all that is needed. What stands here was taken from the published configurations; what you change is remembered for this file.</source>
      <translation>파일에 필요한 것이 모두 들어 있지 않습니다. 여기 있는 값은 발표된 구성에서 가져왔습니다. 바꾼 값은 이 파일에 대해 기억합니다.</translation>
    </message>
    <message>
      <source>The file holds {0} pictures, and distances need {1}.</source>
      <translation>파일에 이미지가 {0}개 있는데, 거리를 구하려면 {1}개가 필요합니다.</translation>
    </message>
    <message>
      <source>The file is damaged</source>
      <translation>파일이 손상되었습니다</translation>
    </message>
    <message>
      <source>The file is damaged or forged</source>
      <translation>파일이 손상되었거나 위조되었습니다</translation>
    </message>
    <message>
      <source>The file was written for another network, or is damaged</source>
      <translation>다른 신경망을 위해 쓴 파일이거나 손상되었습니다</translation>
    </message>
    <message>
      <source>The first step…</source>
      <translation>첫 스텝…</translation>
    </message>
    <message>
      <source>The flow is not drawn</source>
      <translation>흐름을 그리지 않습니다</translation>
    </message>
    <message>
      <source>The flow lines begin at this σ and end at the one shown</source>
      <translation>흐름선은 이 σ에서 시작하여 보이는 σ에서 끝납니다</translation>
    </message>
    <message>
      <source>The flow lines could not be worked out</source>
      <translation>흐름선을 계산할 수 없습니다</translation>
    </message>
    <message>
      <source>The folders ({0}{1}) are no classes of the feature network, which are called 0 to {2}: their shares are not compared.</source>
      <translation>폴더({0}{1})는 특징 신경망의 클래스가 아닙니다. 클래스의 이름은 0에서 {2}까지이므로 폴더의 몫은 비교하지 않습니다.</translation>
    </message>
    <message>
      <source>The formula could not be drawn</source>
      <translation>수식을 그릴 수 없습니다</translation>
    </message>
    <message>
      <source>The graphics card's memory is used up. Choose the CPU, or close what else uses the card.</source>
      <translation>그래픽 카드의 메모리를 다 썼습니다. CPU를 고르거나 카드를 쓰는 다른 것을 닫으십시오.</translation>
    </message>
    <message>
      <source>The grid, one PNG</source>
      <translation>격자, PNG 하나</translation>
    </message>
    <message>
      <source>The history could not be read</source>
      <translation>기록을 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>The history could not be written</source>
      <translation>기록을 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>The landscape that particles roll down</source>
      <translation>입자가 굴러 내려가는 지형</translation>
    </message>
    <message>
      <source>The language of the lessons</source>
      <translation>강의의 언어</translation>
    </message>
    <message>
      <source>The largest noise level that is learned. It should drown all differences between pictures.</source>
      <translation>학습하는 가장 큰 잡음 수준. 이미지 사이의 차이를 모두 덮을 만큼 커야 합니다.</translation>
    </message>
    <message>
      <source>The largest whole factor at which everything is visible</source>
      <translation>모두 보이는 가장 큰 정수 배율</translation>
    </message>
    <message>
      <source>The last noise level; without annealing the only one</source>
      <translation>마지막 잡음 수준. 담금질이 없으면 유일한 수준입니다</translation>
    </message>
    <message>
      <source>The law of the first x</source>
      <translation>첫 x의 분포</translation>
    </message>
    <message>
      <source>The law p(x) whose score ∇ log p is studied</source>
      <translation>스코어 ∇ log p를 살펴볼 분포 p(x)</translation>
    </message>
    <message>
      <source>The learned score is that of another density than the one shown: it was trained before that was changed. Start anew (Ctrl+Enter) to learn this one.</source>
      <translation>학습된 스코어는 보이는 밀도가 아닌 다른 밀도의 것입니다. 밀도가 바뀌기 전에 학습했기 때문입니다. 이 밀도를 학습하려면 새로 시작하십시오(Ctrl+Enter).</translation>
    </message>
    <message>
      <source>The left run left of a line that you drag, also by Ctrl+Left and Ctrl+Right (2)</source>
      <translation>끌 수 있는 선의 왼쪽에 왼쪽 실행을 보입니다. Ctrl+왼쪽, Ctrl+오른쪽 키로도 움직입니다 (2)</translation>
    </message>
    <message>
      <source>The length of the difference</source>
      <translation>차이의 길이</translation>
    </message>
    <message>
      <source>The lessons could not be read</source>
      <translation>강의를 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>The levels are spaced otherwise</source>
      <translation>수준의 간격을 다르게 정합니다</translation>
    </message>
    <message>
      <source>The licence and the source of the pictures: kept in the file of the network.</source>
      <translation>이미지의 라이선스와 출처: 신경망 파일에 함께 적힙니다.</translation>
    </message>
    <message>
      <source>The licences of the networks could not be read</source>
      <translation>신경망의 라이선스를 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>The list of all chapters</source>
      <translation>모든 장의 목록</translation>
    </message>
    <message>
      <source>The list of all runs, also of earlier days: look at one again, give it a star or a name</source>
      <translation>지난날의 것까지 모든 실행의 목록: 다시 보고, 별표나 이름을 붙입니다</translation>
    </message>
    <message>
      <source>The longest are cut off</source>
      <translation>가장 긴 것은 잘립니다</translation>
    </message>
    <message>
      <source>The loss has no lower bound here: training stopped</source>
      <translation>여기서는 손실에 하한이 없습니다: 학습을 멈췄습니다</translation>
    </message>
    <message>
      <source>The loss over the steps. Where it differs too much in size its axis is logarithmic, in both directions from zero.</source>
      <translation>스텝에 따른 손실. 크기가 너무 크게 달라지는 곳에서는 축이 0에서 양쪽으로 로그 눈금입니다.</translation>
    </message>
    <message>
      <source>The mask is empty: there is nothing to fill</source>
      <translation>마스크가 비어 있습니다: 채울 것이 없습니다</translation>
    </message>
    <message>
      <source>The mask, one PNG</source>
      <translation>마스크, PNG 하나</translation>
    </message>
    <message>
      <source>The mean loss of the steps: it should fall, quickly at first, then more and more slowly.</source>
      <translation>스텝의 평균 손실. 처음에는 빨리, 그다음에는 점점 느리게 줄어야 합니다.</translation>
    </message>
    <message>
      <source>The mean probability of each picture's most probable class</source>
      <translation>이미지마다 가장 확률이 높은 클래스의 확률을 평균한 값</translation>
    </message>
    <message>
      <source>The memory is used up</source>
      <translation>메모리를 다 썼습니다</translation>
    </message>
    <message>
      <source>The memory is used up. Close other programs, or choose a smaller file.</source>
      <translation>메모리를 다 썼습니다. 다른 프로그램을 닫거나 더 작은 파일을 고르십시오.</translation>
    </message>
    <message>
      <source>The memory is used up: choose a smaller batch size or a smaller network. What was saved last is there.</source>
      <translation>메모리를 다 썼습니다. 배치 크기나 신경망을 더 작게 하십시오. 마지막으로 저장한 것은 남아 있습니다.</translation>
    </message>
    <message>
      <source>The menu entry starts {0}</source>
      <translation>메뉴 항목은 {0}을(를) 시작합니다</translation>
    </message>
    <message>
      <source>The module that is looked at</source>
      <translation>보고 있는 모듈</translation>
    </message>
    <message>
      <source>The modules of the open network, their maps for the picture seen, how far they see, and what the noise level changes in them; again: back to the pictures</source>
      <translation>열린 신경망의 모듈, 보이는 이미지로 만든 맵, 얼마나 멀리 보는지, 잡음 수준이 무엇을 바꾸는지. 다시 누르면 이미지로 돌아갑니다</translation>
    </message>
    <message>
      <source>The network and its grid are kept along the way, in a folder beside the file, up to this much: when it is full, some in between are removed. 0: only the newest.</source>
      <translation>경과마다 신경망과 그 격자를 파일 옆의 폴더에 이만큼까지 보관합니다. 가득 차면 사이의 것을 지웁니다. 0: 가장 새것만.</translation>
    </message>
    <message>
      <source>The network cannot be looked into</source>
      <translation>신경망을 들여다볼 수 없습니다</translation>
    </message>
    <message>
      <source>The network from the file has learned from another density than the one shown.</source>
      <translation>파일의 신경망은 보이는 것과 다른 밀도에서 학습했습니다.</translation>
    </message>
    <message>
      <source>The network has seen {0} steps on {1}</source>
      <translation>신경망이 {1}에서 {0}스텝을 학습했습니다</translation>
    </message>
    <message>
      <source>The network is not compiled: {0}</source>
      <translation>신경망을 컴파일하지 않았습니다: {0}</translation>
    </message>
    <message>
      <source>The network is written in half precision: half the size, hardly any difference.</source>
      <translation>신경망을 16비트로 씁니다. 크기는 절반이고 차이는 거의 없습니다.</translation>
    </message>
    <message>
      <source>The network itself is there</source>
      <translation>신경망 자체는 있습니다</translation>
    </message>
    <message>
      <source>The network learns the levels between the two</source>
      <translation>신경망은 이 둘 사이의 수준을 학습합니다</translation>
    </message>
    <message>
      <source>The network of Song &amp; Ermon 2019: it is told the index of one of L noise levels</source>
      <translation>Song &amp; Ermon 2019의 신경망: 잡음 수준 L개 가운데 하나의 번호를 받습니다</translation>
    </message>
    <message>
      <source>The network of Song &amp; Ermon 2020: told nothing, its output is divided by sigma</source>
      <translation>Song &amp; Ermon 2020의 신경망: 아무것도 받지 않고, 출력을 시그마로 나눕니다</translation>
    </message>
    <message>
      <source>The network of the race could not be opened</source>
      <translation>경주의 신경망을 열 수 없습니다</translation>
    </message>
    <message>
      <source>The network of this run is not open</source>
      <translation>이 실행의 신경망이 열려 있지 않습니다</translation>
    </message>
    <message>
      <source>The network was written to {0}</source>
      <translation>신경망을 {0}에 썼습니다</translation>
    </message>
    <message>
      <source>The network's, as it is when the run begins</source>
      <translation>신경망의 스코어, 실행이 시작될 때의 상태</translation>
    </message>
    <message>
      <source>The networks that came with the program, and those opened before</source>
      <translation>프로그램과 함께 온 신경망과 전에 연 신경망</translation>
    </message>
    <message>
      <source>The newest step of the ringed particle, magnified: first the drift ½ α s, then the random kick √(τα) z</source>
      <translation>동그라미 친 입자의 가장 새로운 스텝을 확대합니다. 먼저 표류 ½ α s, 이어서 무작위 충격 √(τα) z</translation>
    </message>
    <message>
      <source>The next runs sample only the marked ones</source>
      <translation>다음 실행부터 표시한 것만 추출합니다</translation>
    </message>
    <message>
      <source>The next runs sample only the marked ones, each with its own noise as before</source>
      <translation>다음 실행부터 표시한 것만, 저마다 전과 같은 잡음으로 추출합니다</translation>
    </message>
    <message>
      <source>The next runs sample the whole batch</source>
      <translation>다음 실행부터 배치 전체를 추출합니다</translation>
    </message>
    <message>
      <source>The next runs sample {0} of {1} samples.</source>
      <translation>다음 실행부터 표본 {1}개 가운데 {0}개를 추출합니다.</translation>
    </message>
    <message>
      <source>The next station (right arrow or Enter)</source>
      <translation>다음 곳 (오른쪽 화살표 또는 Enter)</translation>
    </message>
    <message>
      <source>The next step</source>
      <translation>다음 단계</translation>
    </message>
    <message>
      <source>The noise is √(τ α) z, so p&lt;sub&gt;σ&lt;/sub&gt;&lt;sup&gt;1/τ&lt;/sup&gt; is sampled; 1 is the paper's, smaller values prefer what is likely</source>
      <translation>잡음은 √(τ α) z이므로 p&lt;sub&gt;σ&lt;/sub&gt;&lt;sup&gt;1/τ&lt;/sup&gt;의 표본을 추출합니다. 1은 논문의 값이고, 더 작은 값은 있을 법한 것을 더 좋아합니다</translation>
    </message>
    <message>
      <source>The noise is √(τα) z, so the law is p&lt;sup&gt;1/τ&lt;/sup&gt; (Boltzmann), which is shaded behind the particles; 1 is the paper's</source>
      <translation>잡음은 √(τα) z이므로 분포는 p&lt;sup&gt;1/τ&lt;/sup&gt;(볼츠만)이고, 입자 뒤에 음영으로 표시됩니다. 1은 논문의 값입니다</translation>
    </message>
    <message>
      <source>The noise level of what is seen</source>
      <translation>보이는 것의 잡음 수준</translation>
    </message>
    <message>
      <source>The noise level, in units of the data: a pixel is 0 to 1</source>
      <translation>데이터의 단위로 잰 잡음 수준: 픽셀은 0에서 1</translation>
    </message>
    <message>
      <source>The noise level, of L (Algorithm 1, line 3)</source>
      <translation>L개 가운데 몇 번째 잡음 수준인지(알고리즘 1, 3행)</translation>
    </message>
    <message>
      <source>The noise levels of a step are drawn around this one: where most is to be learned.</source>
      <translation>스텝의 잡음 수준을 이 값 둘레에서 뽑습니다. 배울 것이 가장 많은 곳입니다.</translation>
    </message>
    <message>
      <source>The noise levels were given one by one</source>
      <translation>잡음 수준을 하나하나 주었습니다</translation>
    </message>
    <message>
      <source>The noise of all contestants: sample k has the same start and the same draws in each</source>
      <translation>모든 참가자의 잡음: 표본 k는 어느 참가자에서나 시작과 뽑힌 값이 같습니다</translation>
    </message>
    <message>
      <source>The numbers of the cells (CSV)</source>
      <translation>칸의 수치 (CSV)</translation>
    </message>
    <message>
      <source>The numbers of the steps (CSV)</source>
      <translation>스텝의 수치 (CSV)</translation>
    </message>
    <message>
      <source>The original left of a line that you drag over the completions. Hold Tab to see only the original</source>
      <translation>완성본 위로 선을 끌면 그 왼쪽에 원본을 보입니다. Tab을 누르고 있으면 원본만 보입니다</translation>
    </message>
    <message>
      <source>The page could not be read</source>
      <translation>페이지를 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>The paper step by step (Ctrl+4)</source>
      <translation>논문을 한 단계씩(Ctrl+4)</translation>
    </message>
    <message>
      <source>The paper step by step, each step at the real controls</source>
      <translation>논문을 한 단계씩, 단계마다 실제 조작 앞에서</translation>
    </message>
    <message>
      <source>The paper step by step, in English and Korean; each step sets the program up for what it tells</source>
      <translation>영어와 한국어로 논문을 한 단계씩. 단계마다 이야기하는 것에 맞게 프로그램을 설정합니다</translation>
    </message>
    <message>
      <source>The paper writes x + (α/2) s + √α z, the official code x + α s + √(2α) z: its step_lr is ε/2.</source>
      <translation>논문은 x + (α/2) s + √α z, 공식 코드는 x + α s + √(2α) z로 씁니다. 코드의 step_lr는 ε/2입니다.</translation>
    </message>
    <message>
      <source>The paper's toy code counts σ as the modes' whole standard deviation</source>
      <translation>논문의 장난감 코드는 σ를 봉우리의 표준편차 전체로 봅니다</translation>
    </message>
    <message>
      <source>The paper's σ_L; ncsn's configurations have 0.01</source>
      <translation>논문의 σ_L. ncsn의 구성에서는 0.01입니다</translation>
    </message>
    <message>
      <source>The paper's σ₁; ncsn's configurations have 1</source>
      <translation>논문의 σ₁. ncsn의 구성에서는 1입니다</translation>
    </message>
    <message>
      <source>The paper, done by hand. Each step sets the program up for what it tells.</source>
      <translation>논문을 손으로 직접 해 봅니다. 단계마다 이야기하는 것에 맞게 프로그램을 설정합니다.</translation>
    </message>
    <message>
      <source>The part of MALA's proposals that was taken so far: large steps are refused more often</source>
      <translation>지금까지 MALA의 제안 가운데 받아들인 비율. 큰 스텝은 더 자주 거절됩니다</translation>
    </message>
    <message>
      <source>The part of the radius that covers fully; beyond it the brush fades</source>
      <translation>반지름 가운데 완전히 덮는 부분. 그 밖에서는 붓이 옅어집니다</translation>
    </message>
    <message>
      <source>The part that is used: drag to move it, turn the wheel to size it</source>
      <translation>쓰이는 부분: 끌면 옮기고, 휠을 돌리면 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>The particles (.npz)</source>
      <translation>입자 (.npz)</translation>
    </message>
    <message>
      <source>The particles cannot run with these settings</source>
      <translation>이 설정으로는 입자를 실행할 수 없습니다</translation>
    </message>
    <message>
      <source>The particles diverged</source>
      <translation>입자가 발산했습니다</translation>
    </message>
    <message>
      <source>The particles do not follow this density</source>
      <translation>입자가 이 밀도를 따르지 않습니다</translation>
    </message>
    <message>
      <source>The particles of A (.npz)</source>
      <translation>A의 입자 (.npz)</translation>
    </message>
    <message>
      <source>The particles of B (.npz)</source>
      <translation>B의 입자 (.npz)</translation>
    </message>
    <message>
      <source>The particles' numbers could not be worked out</source>
      <translation>입자의 수치를 계산할 수 없습니다</translation>
    </message>
    <message>
      <source>The particles' share in the part with the largest weight, beside that weight</source>
      <translation>가중치가 가장 큰 부분에 있는 입자의 몫과 그 가중치</translation>
    </message>
    <message>
      <source>The picture as the run begins with it</source>
      <translation>실행이 시작할 때의 이미지</translation>
    </message>
    <message>
      <source>The picture shrinks as noise is added (DDPM)</source>
      <translation>잡음을 더할수록 이미지가 줄어듭니다(DDPM)</translation>
    </message>
    <message>
      <source>The picture shrinks, and less noise is added</source>
      <translation>이미지가 줄어들고 잡음을 덜 더합니다</translation>
    </message>
    <message>
      <source>The pictures of the data nearest to the samples</source>
      <translation>표본에 가장 가까운 데이터의 이미지</translation>
    </message>
    <message>
      <source>The place could not be read off</source>
      <translation>그곳의 값을 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>The plane</source>
      <translation>평면</translation>
    </message>
    <message>
      <source>The plots (PNG)</source>
      <translation>그래프 (PNG)</translation>
    </message>
    <message>
      <source>The plots (SVG)</source>
      <translation>그래프 (SVG)</translation>
    </message>
    <message>
      <source>The plots against the noise level in a window of their own: zoom, pan, save the numbers as CSV</source>
      <translation>잡음 수준에 대한 그래프를 별도의 창에 보입니다: 확대, 이동, 수치를 CSV로 저장</translation>
    </message>
    <message>
      <source>The plots as SVG or PNG, or every step's σ, α, η, ‖s‖, SNR, ε, T and τ as comma-separated values (CSV)</source>
      <translation>그래프를 SVG나 PNG로, 또는 모든 스텝의 σ, α, η, ‖s‖, SNR, ε, T, τ를 쉼표로 나눈 값(CSV)으로 저장합니다</translation>
    </message>
    <message>
      <source>The plots could not be drawn</source>
      <translation>그래프를 그릴 수 없습니다</translation>
    </message>
    <message>
      <source>The program brings a classifier of grey pictures of 28 × 28 only: here are no classes and no distances, but there are neighbours.</source>
      <translation>프로그램에는 28 × 28 회색 이미지의 분류기만 있습니다. 여기서는 클래스와 거리는 없고 가까운 이미지는 있습니다.</translation>
    </message>
    <message>
      <source>The program brings a classifier of grey pictures of 28 × 28 only: no classes and no distances.</source>
      <translation>프로그램에는 28 × 28 회색 이미지의 분류기만 있습니다: 클래스도 거리도 없습니다.</translation>
    </message>
    <message>
      <source>The program was ended before its time</source>
      <translation>프로그램이 도중에 끝났습니다</translation>
    </message>
    <message>
      <source>The reader begins</source>
      <translation>읽는 사람이 시작합니다</translation>
    </message>
    <message>
      <source>The real pictures cannot be used</source>
      <translation>실제 이미지를 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>The run as an animation (GIF)</source>
      <translation>실행의 애니메이션 (GIF)</translation>
    </message>
    <message>
      <source>The run as an animation (MP4)</source>
      <translation>실행의 애니메이션 (MP4)</translation>
    </message>
    <message>
      <source>The run as an animation (WebP)</source>
      <translation>실행의 애니메이션 (WebP)</translation>
    </message>
    <message>
      <source>The run begins</source>
      <translation>실행이 시작됩니다</translation>
    </message>
    <message>
      <source>The run cannot go on with these settings</source>
      <translation>이 설정으로는 실행을 이어 갈 수 없습니다</translation>
    </message>
    <message>
      <source>The run chosen in the history beside the one that is shown, in a window of their own</source>
      <translation>기록에서 고른 실행을 지금 보는 실행 옆에 놓고 따로 열린 창에서 봅니다</translation>
    </message>
    <message>
      <source>The run failed</source>
      <translation>실행에 실패했습니다</translation>
    </message>
    <message>
      <source>The run goes on with {0}</source>
      <translation>실행은 {0}(으)로 계속됩니다</translation>
    </message>
    <message>
      <source>The run is done again, with all changes made on the way, and drawn.</source>
      <translation>도중의 변경까지 모두 실행을 다시 하여 그립니다.</translation>
    </message>
    <message>
      <source>The run spends its steps where the levels lie close: geometric ones, the paper's (section 4.1), are as many for each factor of σ</source>
      <translation>실행은 수준이 촘촘한 곳에서 스텝을 씁니다. 논문의 등비 간격(4.1절)은 σ의 같은 배율마다 수준 수가 같습니다</translation>
    </message>
    <message>
      <source>The running average of the weights gives better pictures (Song &amp; Ermon 2020)</source>
      <translation>가중치의 이동 평균이 더 좋은 이미지를 줍니다(Song &amp; Ermon 2020)</translation>
    </message>
    <message>
      <source>The same at half the resolution, where the network sees the picture as a whole.</source>
      <translation>해상도 절반에서의 특징 수. 여기서 신경망은 이미지를 전체로 봅니다.</translation>
    </message>
    <message>
      <source>The same equation of motion without and with inertia, side by side, with its energies</source>
      <translation>같은 운동 방정식을 관성 없이와 관성과 함께 나란히, 에너지와 더불어 보입니다</translation>
    </message>
    <message>
      <source>The same for as many real pictures: mean ± deviation of disjoint draws</source>
      <translation>같은 수의 실제 이미지에 대한 값: 서로 겹치지 않게 뽑은 것들의 평균 ± 표준편차</translation>
    </message>
    <message>
      <source>The same for the real pictures</source>
      <translation>실제 이미지에 대한 같은 값</translation>
    </message>
    <message>
      <source>The same from the end to the noise that it came from; again: stop</source>
      <translation>끝에서부터, 출발했던 잡음까지 거꾸로 재생합니다. 다시 누르면 멈춥니다</translation>
    </message>
    <message>
      <source>The same run as {0}</source>
      <translation>{0}과 같은 실행</translation>
    </message>
    <message>
      <source>The same seed and settings give the same pictures</source>
      <translation>시드와 설정이 같으면 이미지도 같습니다</translation>
    </message>
    <message>
      <source>The same seed and settings give the same run</source>
      <translation>시드와 설정이 같으면 실행도 같습니다</translation>
    </message>
    <message>
      <source>The sample beside the real pictures nearest to it</source>
      <translation>표본과, 그에 가장 가까운 실제 이미지</translation>
    </message>
    <message>
      <source>The sampler visits only the noise levels σ that this network was trained on: for each level asked for the nearest in log σ, and none twice. Acts with the next run</source>
      <translation>샘플러는 이 신경망이 학습한 잡음 수준 σ만 들릅니다. 요구된 수준마다 log σ에서 가장 가까운 수준을 택하고, 같은 수준에 두 번 들르지 않습니다. 다음 실행부터 적용됩니다</translation>
    </message>
    <message>
      <source>The samples are no longer finite numbers ({0}). {1}</source>
      <translation>표본이 더는 유한한 수가 아닙니다({0}). {1}</translation>
    </message>
    <message>
      <source>The samples are no longer finite numbers ({0}). {1}{2}</source>
      <translation>표본이 더는 유한한 수가 아닙니다({0}). {1}{2}</translation>
    </message>
    <message>
      <source>The samples cannot be judged</source>
      <translation>표본을 평가할 수 없습니다</translation>
    </message>
    <message>
      <source>The samples diverged</source>
      <translation>표본이 발산했습니다</translation>
    </message>
    <message>
      <source>The samples will diverge: ε is so large that each step makes the noise grow</source>
      <translation>표본이 발산하게 됩니다: ε이 너무 커서 스텝마다 잡음이 커집니다</translation>
    </message>
    <message>
      <source>The samples will end with about {0} times the noise of the last level: use more levels or steps, another ε, or a smaller range of σ</source>
      <translation>표본이 마지막 수준의 약 {0}배의 잡음을 가진 채 끝납니다. 수준이나 스텝을 늘리거나, ε을 바꾸거나, σ의 범위를 줄이십시오</translation>
    </message>
    <message>
      <source>The score itself</source>
      <translation>스코어 그 자체</translation>
    </message>
    <message>
      <source>The score of the density at any noise level: choose σ above. Space lets particles follow it.</source>
      <translation>어떤 잡음 수준에서든 밀도의 스코어: 위에서 σ를 선택하십시오. 스페이스를 누르면 입자가 스코어를 따릅니다.</translation>
    </message>
    <message>
      <source>The score ∇ log p as arrows</source>
      <translation>화살표로 나타낸 스코어 ∇ log p</translation>
    </message>
    <message>
      <source>The score ∇ log p that stands behind the particles, as arrows</source>
      <translation>입자 뒤에 있는 스코어 ∇ log p를 화살표로 보입니다</translation>
    </message>
    <message>
      <source>The score: what the whole network makes</source>
      <translation>스코어: 신경망 전체가 만드는 것</translation>
    </message>
    <message>
      <source>The sections could not be worked out</source>
      <translation>단면을 구할 수 없습니다</translation>
    </message>
    <message>
      <source>The settings of panel {0} do not fit together</source>
      <translation>패널 {0}의 설정이 서로 맞지 않습니다</translation>
    </message>
    <message>
      <source>The settings of {0} are taken over.</source>
      <translation>{0}의 설정을 가져왔습니다.</translation>
    </message>
    <message>
      <source>The settings of {0} could not be restored</source>
      <translation>{0}의 설정을 복원할 수 없습니다</translation>
    </message>
    <message>
      <source>The share of each class among the branches: the earlier the level, the less is decided</source>
      <translation>갈래들에서 클래스마다 차지하는 몫: 이른 수준일수록 정해진 것이 적습니다</translation>
    </message>
    <message>
      <source>The share of each class among the samples; the lines are the shares of the real pictures</source>
      <translation>표본에서 클래스마다 차지하는 몫. 선은 실제 이미지의 몫입니다</translation>
    </message>
    <message>
      <source>The side of the pictures that it was trained on</source>
      <translation>학습한 이미지의 한 변</translation>
    </message>
    <message>
      <source>The signal-to-noise ratio √α ‖s‖ / (2 √τ ‖z‖) of the step, mean over the samples</source>
      <translation>스텝의 신호 대 잡음비 √α ‖s‖ / (2 √τ ‖z‖), 표본에 대한 평균</translation>
    </message>
    <message>
      <source>The smallest noise level that is learned: noise that one does not see in a picture.</source>
      <translation>학습하는 가장 작은 잡음 수준. 이미지에서 눈에 띄지 않는 잡음입니다.</translation>
    </message>
    <message>
      <source>The state after {0} steps is saved: go on with --resume.</source>
      <translation>{0}스텝 뒤의 상태를 저장했습니다. --resume으로 이어 가십시오.</translation>
    </message>
    <message>
      <source>The state that was saved last is there: go on from it, or start anew with a smaller learning rate.</source>
      <translation>마지막으로 저장한 상태가 남아 있습니다. 거기서 이어 가거나 더 작은 학습률로 새로 시작하십시오.</translation>
    </message>
    <message>
      <source>The station before (left arrow)</source>
      <translation>앞의 곳 (왼쪽 화살표)</translation>
    </message>
    <message>
      <source>The step before</source>
      <translation>이전 단계</translation>
    </message>
    <message>
      <source>The step relative to the level, α / σ²: unstable above 4</source>
      <translation>수준에 견준 스텝, α / σ²: 4를 넘으면 불안정합니다</translation>
    </message>
    <message>
      <source>The step size at the smallest level (Algorithm 1: α&lt;sub&gt;i&lt;/sub&gt; = ε σ&lt;sub&gt;i&lt;/sub&gt;² / σ&lt;sub&gt;L&lt;/sub&gt;²). The hatched part is unstable.</source>
      <translation>가장 작은 수준에서의 스텝 크기(알고리즘 1: α&lt;sub&gt;i&lt;/sub&gt; = ε σ&lt;sub&gt;i&lt;/sub&gt;² / σ&lt;sub&gt;L&lt;/sub&gt;²). 빗금 친 부분은 불안정합니다.</translation>
    </message>
    <message>
      <source>The step size α = ε σᵢ² / σ_L² (line 4)</source>
      <translation>스텝 크기 α = ε σᵢ² / σ_L²(4행)</translation>
    </message>
    <message>
      <source>The system ended a program for want of memory meanwhile; it was probably this one.</source>
      <translation>그사이 메모리가 모자라 시스템이 프로그램 하나를 끝냈습니다. 아마 이 프로그램이었을 것입니다.</translation>
    </message>
    <message>
      <source>The system ended {0} programs for want of memory meanwhile; this was probably one of them.</source>
      <translation>그사이 메모리가 모자라 시스템이 프로그램 {0}개를 끝냈습니다. 아마 이 프로그램도 그중 하나였을 것입니다.</translation>
    </message>
    <message>
      <source>The table as a labelled PNG that holds the sweep, or its numbers as CSV</source>
      <translation>스윕을 담은, 이름표가 붙은 PNG 표, 또는 그 수치의 CSV</translation>
    </message>
    <message>
      <source>The table of pictures, one PNG</source>
      <translation>이미지의 표, PNG 하나</translation>
    </message>
    <message>
      <source>The training diverged</source>
      <translation>학습이 발산했습니다</translation>
    </message>
    <message>
      <source>The tutorial's 'sigma': dx = s&lt;sup&gt;t&lt;/sup&gt; dw. Its notebook has 25; σ₁ follows from it</source>
      <translation>튜토리얼의 'sigma': dx = s&lt;sup&gt;t&lt;/sup&gt; dw. 그 노트북에서는 25이고, σ₁은 여기서 나옵니다</translation>
    </message>
    <message>
      <source>The view (PNG)</source>
      <translation>보기 (PNG)</translation>
    </message>
    <message>
      <source>The whole run stands here as it goes, from the largest σ to the smallest.</source>
      <translation>실행 전체가 진행되는 대로 여기 나타납니다. 가장 큰 σ에서 가장 작은 σ까지입니다.</translation>
    </message>
    <message>
      <source>The whole way stays</source>
      <translation>온 길이 모두 남습니다</translation>
    </message>
    <message>
      <source>The window's Learning makes the same network from the same settings.</source>
      <translation>창의 “학습”이 같은 설정으로 같은 신경망을 만듭니다.</translation>
    </message>
    <message>
      <source>The window's texts are in this language from the next start on.</source>
      <translation>다음 시작부터 창의 글이 이 언어로 나옵니다.</translation>
    </message>
    <message>
      <source>Theme of the &amp;system</source>
      <translation>시스템 테마(&amp;S)</translation>
    </message>
    <message>
      <source>Then pick a picture by its number</source>
      <translation>그다음 번호로 이미지를 고릅니다</translation>
    </message>
    <message>
      <source>There are no samples yet</source>
      <translation>아직 표본이 없습니다</translation>
    </message>
    <message>
      <source>There are {0} points already, as many as there can be</source>
      <translation>점이 이미 {0}개로, 더 넣을 수 없습니다</translation>
    </message>
    <message>
      <source>There is no bias at τ = 0, nor is it measured of many points.</source>
      <translation>τ = 0에서는 편향이 없으며, 점이 많을 때는 측정하지 않습니다.</translation>
    </message>
    <message>
      <source>There is no learned score yet</source>
      <translation>아직 학습된 스코어가 없습니다</translation>
    </message>
    <message>
      <source>There is no level above to go back to</source>
      <translation>되돌아갈 위 수준이 없습니다</translation>
    </message>
    <message>
      <source>There is no network to sample from</source>
      <translation>표본을 추출할 신경망이 없습니다</translation>
    </message>
    <message>
      <source>There is no network {0} among those that come with the program.</source>
      <translation>프로그램과 함께 온 신경망 가운데 이런 이름이 없습니다: {0}.</translation>
    </message>
    <message>
      <source>There is no run to compare yet</source>
      <translation>아직 비교할 실행이 없습니다</translation>
    </message>
    <message>
      <source>There is nothing to learn from them</source>
      <translation>거기서 배울 것이 없습니다</translation>
    </message>
    <message>
      <source>There is one level only, the smallest</source>
      <translation>수준이 하나, 가장 작은 것뿐입니다</translation>
    </message>
    <message>
      <source>There is only one run</source>
      <translation>실행이 하나뿐입니다</translation>
    </message>
    <message>
      <source>These settings do not fit together</source>
      <translation>이 설정들은 서로 맞지 않습니다</translation>
    </message>
    <message>
      <source>They are looked for when the run rests.</source>
      <translation>실행이 쉴 때 찾습니다.</translation>
    </message>
    <message>
      <source>They repeat {0} changes made during the restored run.</source>
      <translation>복원한 실행 중에 바꾼 {0}가지를 되풀이합니다.</translation>
    </message>
    <message>
      <source>They were made with another network, {0}: open that one for the same pictures (SHA-256 {1}…).</source>
      <translation>다른 신경망({0})으로 만들었습니다. 같은 이미지를 얻으려면 그 신경망을 여십시오(SHA-256 {1}…).</translation>
    </message>
    <message>
      <source>This and the settings below are Inpaint's own: those of Sample stay as they are</source>
      <translation>이것과 아래의 설정은 채우기의 것입니다. 표본 추출의 설정은 그대로입니다</translation>
    </message>
    <message>
      <source>This cannot be swept</source>
      <translation>스윕할 수 없습니다</translation>
    </message>
    <message>
      <source>This cannot be trained</source>
      <translation>이대로는 학습할 수 없습니다</translation>
    </message>
    <message>
      <source>This cannot race</source>
      <translation>이대로는 경주할 수 없습니다</translation>
    </message>
    <message>
      <source>This computer's memory is used up. Close other programs, or choose fewer samples.</source>
      <translation>이 컴퓨터의 메모리를 다 썼습니다. 다른 프로그램을 닫거나 표본 수를 줄이십시오.</translation>
    </message>
    <message>
      <source>This needs a library that is not installed: pip install '{0}'</source>
      <translation>설치되지 않은 라이브러리가 필요합니다: pip install '{0}'</translation>
    </message>
    <message>
      <source>This network knows its own noise levels only, and the sampler visits no others</source>
      <translation>이 신경망은 자기 잡음 수준만 알고, 샘플러는 다른 수준에 들르지 않습니다</translation>
    </message>
    <message>
      <source>This network knows one noise level only, and there is no way to it from pure noise</source>
      <translation>이 신경망은 잡음 수준을 하나만 알고, 순수한 잡음에서 그리로 가는 길이 없습니다</translation>
    </message>
    <message>
      <source>This network was trained for σ from {0} to {1}, and the paper's run goes from 1 to 0.01</source>
      <translation>이 신경망은 {0}에서 {1}까지의 σ로 학습했고, 논문의 실행은 1에서 0.01까지입니다</translation>
    </message>
    <message>
      <source>This run cannot go on with another network</source>
      <translation>이 실행은 다른 신경망으로 계속할 수 없습니다</translation>
    </message>
    <message>
      <source>This sampler has none.</source>
      <translation>이 샘플러에는 없습니다.</translation>
    </message>
    <message>
      <source>This step cannot be set up</source>
      <translation>이 단계를 준비할 수 없습니다</translation>
    </message>
    <message>
      <source>Threads</source>
      <translation>스레드</translation>
    </message>
    <message>
      <source>Three circles with a width</source>
      <translation>폭이 있는 원 셋</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>시간</translation>
    </message>
    <message>
      <source>Time and losses</source>
      <translation>시간과 손실</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>남은 시간</translation>
    </message>
    <message>
      <source>Time step h</source>
      <translation>시간 간격 h</translation>
    </message>
    <message>
      <source>Timeline of the run</source>
      <translation>실행의 시간 줄</translation>
    </message>
    <message>
      <source>To follow gradients through this network takes about {0} GiB, and there is not as much free.</source>
      <translation>이 신경망에서 기울기를 따라가려면 약 {0} GiB가 필요한데 그만큼 비어 있지 않습니다.</translation>
    </message>
    <message>
      <source>Tool</source>
      <translation>도구</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>도구</translation>
    </message>
    <message>
      <source>Top probability</source>
      <translation>최고 확률</translation>
    </message>
    <message>
      <source>Trails</source>
      <translation>자취</translation>
    </message>
    <message>
      <source>Train a network</source>
      <translation>신경망 학습</translation>
    </message>
    <message>
      <source>Train a network first (Learning, Space) or load one, or let panel {0} follow the exact score.</source>
      <translation>먼저 신경망을 학습시키거나(“학습” 보기, 스페이스) 불러오십시오. 또는 패널 {0}에서 정확한 스코어를 따르게 하십시오.</translation>
    </message>
    <message>
      <source>Train a network on pictures of your own, and watch it learn; the program can be used meanwhile</source>
      <translation>직접 고른 이미지로 신경망을 학습시키며 지켜봅니다. 그동안 프로그램을 쓸 수 있습니다</translation>
    </message>
    <message>
      <source>Train a new network with the present settings</source>
      <translation>지금의 설정으로 새 신경망을 학습시킵니다</translation>
    </message>
    <message>
      <source>Train a noise-conditional score network: a compact one, or an NCSN or NCSNv2 with the objective of its paper.</source>
      <translation>잡음을 조건으로 하는 스코어 신경망을 학습합니다. 작은 신경망(compact), 또는 논문의 목적 함수로 NCSN이나 NCSNv2를 학습합니다.</translation>
    </message>
    <message>
      <source>Train by the same settings, typed anew</source>
      <translation>같은 설정을 다시 입력하여 학습하십시오</translation>
    </message>
    <message>
      <source>Train it as a UNet2DModel of diffusers, which is read as a folder, or by the command train</source>
      <translation>diffusers의 UNet2DModel로 학습하면 폴더로 읽을 수 있습니다. 아니면 train 명령으로 학습하십시오</translation>
    </message>
    <message>
      <source>Train the 2-D laboratory's score network on samples of a density, and say how wrong it is.</source>
      <translation>밀도의 표본으로 2차원 실험실의 스코어 신경망을 학습하고 얼마나 틀리는지 알립니다.</translation>
    </message>
    <message>
      <source>Train the network; while it learns: pause, and go on</source>
      <translation>신경망을 학습시킵니다. 학습 중에는 일시정지하고 계속합니다</translation>
    </message>
    <message>
      <source>Trained by</source>
      <translation>학습 방식</translation>
    </message>
    <message>
      <source>Trained for</source>
      <translation>학습량</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>Training steps</source>
      <translation>학습 스텝 수</translation>
    </message>
    <message>
      <source>Training stops with an explanation when the loss goes beyond</source>
      <translation>손실이 이 값을 넘으면 까닭을 알리고 학습을 멈춥니다</translation>
    </message>
    <message>
      <source>Training: {0} %</source>
      <translation>학습: {0} %</translation>
    </message>
    <message>
      <source>Trainings</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>Tweedie's estimate x + σ² s(x, σ) of all instead of the noisy x</source>
      <translation>잡음 섞인 x 대신 모두의 Tweedie 추정값 x + σ² s(x, σ)을 봅니다</translation>
    </message>
    <message>
      <source>Tweedie's estimate x + σ² s(x, σ) of both instead of the noisy x</source>
      <translation>잡음 섞인 x 대신 두 실행의 Tweedie 추정값 x + σ² s(x, σ)을 봅니다</translation>
    </message>
    <message>
      <source>Twenty-five narrow Gaussians</source>
      <translation>좁은 가우스 분포 25개</translation>
    </message>
    <message>
      <source>Two Gaussians</source>
      <translation>두 가우스 분포</translation>
    </message>
    <message>
      <source>Two Gaussians (Figures 2 and 3)</source>
      <translation>가우스 분포 둘(그림 2와 3)</translation>
    </message>
    <message>
      <source>Two arms with a width</source>
      <translation>폭이 있는 두 팔</translation>
    </message>
    <message>
      <source>Two half circles with a width</source>
      <translation>폭이 있는 반원 둘</translation>
    </message>
    <message>
      <source>Two moons</source>
      <translation>두 반달</translation>
    </message>
    <message>
      <source>Two spirals</source>
      <translation>두 나선</translation>
    </message>
    <message>
      <source>Two to four settings from the same noise, live side by side, level by level of σ</source>
      <translation>같은 잡음에서 시작한 두 개에서 네 개의 설정을, σ의 수준마다 나란히 실시간으로 봅니다</translation>
    </message>
    <message>
      <source>Two to four settings start from the same noise and go down through the same noise levels side by side: which of them makes the better pictures, and with how many evaluations?</source>
      <translation>두 개에서 네 개의 설정이 같은 잡음에서 시작해 같은 잡음 수준을 나란히 내려갑니다: 어느 것이 더 나은 이미지를, 계산 몇 번으로 만들까요?</translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation>명령 입력</translation>
    </message>
    <message>
      <source>Underdamped Langevin</source>
      <translation>저감쇠 랑주뱅</translation>
    </message>
    <message>
      <source>Underdamped Langevin dynamics</source>
      <translation>저감쇠 랑주뱅 동역학</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>되돌리기</translation>
    </message>
    <message>
      <source>Undo zooming and panning. Wheel: zoom; drag: pan; right button and drag: stretch.</source>
      <translation>확대와 이동을 되돌립니다. 휠: 확대와 축소, 끌기: 이동, 오른쪽 버튼으로 끌기: 늘이기.</translation>
    </message>
    <message>
      <source>Uniform on every second square</source>
      <translation>한 칸 걸러 균등한 분포</translation>
    </message>
    <message>
      <source>Uniform; the paper's is from −8 to 8</source>
      <translation>균등분포. 논문은 −8에서 8까지입니다</translation>
    </message>
    <message>
      <source>Units in each hidden layer</source>
      <translation>은닉층마다의 유닛 수</translation>
    </message>
    <message>
      <source>Unpack it first</source>
      <translation>먼저 압축을 푸십시오</translation>
    </message>
    <message>
      <source>Unpack it to a folder</source>
      <translation>폴더에 압축을 푸십시오</translation>
    </message>
    <message>
      <source>Up to {0} numbers above 0, one a line</source>
      <translation>0보다 큰 수를 한 줄에 하나씩, {0}개까지입니다</translation>
    </message>
    <message>
      <source>Update rule</source>
      <translation>갱신 규칙</translation>
    </message>
    <message>
      <source>Update score-explorer</source>
      <translation>score-explorer를 새 판으로 올리십시오</translation>
    </message>
    <message>
      <source>Update the program</source>
      <translation>프로그램을 새 판으로 올리십시오</translation>
    </message>
    <message>
      <source>Upper half</source>
      <translation>위쪽 절반</translation>
    </message>
    <message>
      <source>Use 'score-explorer inpaint {0}', or choose another picture</source>
      <translation>'score-explorer inpaint {0}'을(를) 쓰거나 다른 이미지를 고르십시오</translation>
    </message>
    <message>
      <source>Use 'score-explorer sample --from-image'</source>
      <translation>'score-explorer sample --from-image'를 쓰십시오</translation>
    </message>
    <message>
      <source>Use --size or fewer</source>
      <translation>--size를 쓰거나 수를 줄이십시오</translation>
    </message>
    <message>
      <source>Use a part of it</source>
      <translation>그 일부를 쓰십시오</translation>
    </message>
    <message>
      <source>Use another</source>
      <translation>다른 것을 쓰십시오</translation>
    </message>
    <message>
      <source>Use another file</source>
      <translation>다른 파일을 쓰십시오</translation>
    </message>
    <message>
      <source>Use another picture</source>
      <translation>다른 이미지를 쓰십시오</translation>
    </message>
    <message>
      <source>Use at most {0} of them</source>
      <translation>그 가운데 많아야 {0}개를 쓰십시오</translation>
    </message>
    <message>
      <source>Use fewer</source>
      <translation>더 적게 쓰십시오</translation>
    </message>
    <message>
      <source>Use fewer (--limit), or smaller ones</source>
      <translation>수를 줄이거나(--limit) 더 작은 것을 쓰십시오</translation>
    </message>
    <message>
      <source>Use fewer frames or samples, or enlarge less</source>
      <translation>프레임이나 표본을 줄이거나 덜 확대하십시오</translation>
    </message>
    <message>
      <source>Use smaller groups</source>
      <translation>더 작은 묶음을 쓰십시오</translation>
    </message>
    <message>
      <source>Use smaller pictures</source>
      <translation>더 작은 이미지를 쓰십시오</translation>
    </message>
    <message>
      <source>V = −log p, in the mean over the particles.</source>
      <translation>V = −log p, 입자에 대한 평균입니다.</translation>
    </message>
    <message>
      <source>V along a line</source>
      <translation>선을 따른 V</translation>
    </message>
    <message>
      <source>V along a line drawn with Probe, and the particles near it beside exp(−V/kT)</source>
      <translation>“탐침”으로 그은 선을 따른 V, 그리고 가까운 입자와 exp(−V/kT)</translation>
    </message>
    <message>
      <source>V along the line</source>
      <translation>선을 따른 V</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>값</translation>
    </message>
    <message>
      <source>Values separated by commas, or a range LOW:HIGH:COUNT. A range is spaced as the setting's slider is; :log or :lin at its end says otherwise. 'all' are all choices.</source>
      <translation>쉼표로 구분한 값, 또는 범위 LOW:HIGH:COUNT. 범위의 간격은 그 설정의 슬라이더를 따르며, 끝에 :log 또는 :lin을 붙이면 바뀝니다. 'all'은 모든 선택지입니다.</translation>
    </message>
    <message>
      <source>Values under the pointer</source>
      <translation>포인터 아래의 값</translation>
    </message>
    <message>
      <source>Warm-up</source>
      <translation>워밍업</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>Weights 0.8 and 0.2 at (5, 5) and (−5, −5)</source>
      <translation>(5, 5)와 (−5, −5)에 가중치 0.8과 0.2</translation>
    </message>
    <message>
      <source>What a run costs</source>
      <translation>실행 비용</translation>
    </message>
    <message>
      <source>What becomes of sample {0}, {1} times with fresh noise from step {2} on</source>
      <translation>표본 {0}을 스텝 {2}부터 새 잡음으로 {1}번 이어 갔을 때 된 것</translation>
    </message>
    <message>
      <source>What differs</source>
      <translation>다른 점</translation>
    </message>
    <message>
      <source>What has happened</source>
      <translation>일어난 일</translation>
    </message>
    <message>
      <source>What holds under the pointer: σ, log p, the potential, the score, the share of each mode; drag a line to see the potential along it, click to remove it. The arrow keys move the place, with Shift ten times as far; Enter begins and ends a line</source>
      <translation>포인터 아래의 값: σ, log p, 퍼텐셜, 스코어, 봉우리마다의 몫. 선을 끌면 그 선을 따른 퍼텐셜이 보이고, 클릭하면 선이 없어집니다. 화살표 키로 자리를 옮기고 Shift와 함께면 열 배 멀리, Enter로 선을 시작하고 끝냅니다</translation>
    </message>
    <message>
      <source>What is at the place of the file</source>
      <translation>파일 자리에 있는 것</translation>
    </message>
    <message>
      <source>What is drawn below</source>
      <translation>아래에 그리는 것</translation>
    </message>
    <message>
      <source>What is known of the pictures</source>
      <translation>이미지에 대해 알려진 것</translation>
    </message>
    <message>
      <source>What is minimised. Sliced score matching needs no known noise, but varies more and takes longer.</source>
      <translation>최소로 만드는 것. 슬라이스 스코어 매칭은 잡음을 알 필요가 없지만 더 흔들리고 오래 걸립니다.</translation>
    </message>
    <message>
      <source>What is seen</source>
      <translation>보이는 것</translation>
    </message>
    <message>
      <source>What is swept acts from this level on; up to there all cells are one run, computed once</source>
      <translation>스윕하는 것은 이 수준부터 적용됩니다. 그 앞까지는 모든 칸이 한 실행이고 한 번만 계산합니다</translation>
    </message>
    <message>
      <source>What is there is replaced as soon as the new training is first saved</source>
      <translation>새 학습이 처음 저장될 때 거기 있는 것을 대체합니다</translation>
    </message>
    <message>
      <source>What is trained: a small network for a CPU, or the networks of the papers with their objective.</source>
      <translation>학습할 신경망: CPU에 맞는 작은 신경망, 또는 논문의 신경망과 그 목적 함수.</translation>
    </message>
    <message>
      <source>What one place of the module sees</source>
      <translation>모듈의 한 자리가 보는 범위</translation>
    </message>
    <message>
      <source>What the brush paints</source>
      <translation>붓으로 칠하는 것</translation>
    </message>
    <message>
      <source>What the brush paints: 0 is black, 1 is white</source>
      <translation>붓으로 칠하는 것: 0은 검정, 1은 하양</translation>
    </message>
    <message>
      <source>What the charts show</source>
      <translation>그래프가 보여 주는 것</translation>
    </message>
    <message>
      <source>What the file cannot tell…</source>
      <translation>파일이 알려 주지 않는 것…</translation>
    </message>
    <message>
      <source>What the first x is drawn from: where σ₁ is large it makes no difference, where it is small the pictures depend on it</source>
      <translation>첫 x를 뽑는 분포입니다. σ₁이 크면 차이가 없고, 작으면 이미지가 그에 따라 달라집니다</translation>
    </message>
    <message>
      <source>What the heat map shows</source>
      <translation>열지도가 나타내는 것</translation>
    </message>
    <message>
      <source>What the length of an arrow means</source>
      <translation>화살표의 길이가 뜻하는 것</translation>
    </message>
    <message>
      <source>What the module that is looked at, or the one around it that is told σ, does to its maps at each σ: the median over them, and where 10 and 90 % of them lie; and by what the score has the output multiplied</source>
      <translation>보고 있는 모듈이나 σ를 전해 받는 그 바깥 모듈이 σ마다 맵에 하는 일: 맵들의 중앙값과, 10 %와 90 %가 놓인 곳. 그리고 스코어가 되도록 출력에 곱하는 수</translation>
    </message>
    <message>
      <source>What the network minimises</source>
      <translation>신경망이 최소로 만드는 것</translation>
    </message>
    <message>
      <source>What the network samples while it trains, as often as is set under “While it trains”, and at the end.</source>
      <translation>학습하는 동안 신경망이 추출하는 표본. “학습하는 동안”에 설정한 간격으로, 그리고 끝에 추출합니다.</translation>
    </message>
    <message>
      <source>What the network saw: 'logit_transform' and 'rescaled' in the configurations</source>
      <translation>신경망이 본 것: 구성의 'logit_transform'과 'rescaled'</translation>
    </message>
    <message>
      <source>What the noise level changes</source>
      <translation>잡음 수준이 바꾸는 것</translation>
    </message>
    <message>
      <source>What the panel that has the keyboard shows, and what its controls do</source>
      <translation>키보드 초점이 있는 패널이 보여 주는 것과 조작이 하는 일</translation>
    </message>
    <message>
      <source>What the sweep costs</source>
      <translation>스윕 비용</translation>
    </message>
    <message>
      <source>What the third picture shows</source>
      <translation>셋째 이미지가 나타내는 것</translation>
    </message>
    <message>
      <source>What this panel shows, and what its controls do (Shift+F1)</source>
      <translation>이 패널이 보여 주는 것과 조작이 하는 일 (Shift+F1)</translation>
    </message>
    <message>
      <source>What to write</source>
      <translation>저장할 내용</translation>
    </message>
    <message>
      <source>What was done, and at which step. A saved picture carries all of it.</source>
      <translation>무엇을 어느 스텝에서 했는지 나타냅니다. 저장한 이미지에 이 모두가 들어 있습니다.</translation>
    </message>
    <message>
      <source>What was known is regenerated, and the other way round</source>
      <translation>아는 픽셀과 다시 생성할 픽셀을 서로 바꿉니다</translation>
    </message>
    <message>
      <source>What was said about the file before does not fit any more, so it was left out: </source>
      <translation>전에 파일에 대해 말한 것이 이제 맞지 않아 뺐습니다: </translation>
    </message>
    <message>
      <source>What you change here goes before what the file and its configuration say, and is remembered.</source>
      <translation>여기서 바꾼 값은 파일과 그 구성의 값보다 앞서며, 기억됩니다.</translation>
    </message>
    <message>
      <source>What σ is counted from: the noise added to the data, as a network learns it, or the modes' whole standard deviation, as in the paper's toy experiments</source>
      <translation>σ를 무엇으로 세는지: 신경망이 학습하듯 데이터에 더한 잡음, 또는 논문의 장난감 실험에서처럼 봉우리의 표준편차 전체</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>휠</translation>
    </message>
    <message>
      <source>Where data are scarce the learned score is wrong: trains on two Gaussians at once</source>
      <translation>데이터가 드문 곳에서는 학습된 스코어가 틀립니다. 가우스 분포 둘로 곧바로 학습을 시작합니다</translation>
    </message>
    <message>
      <source>Where it is computed; auto: a graphics card if there is one</source>
      <translation>계산하는 곳. 자동: 그래픽 카드가 있으면 그것</translation>
    </message>
    <message>
      <source>Where no mode is the largest: the part of the particles that would have to go to another mode, ½ Σ |share − weight|; 0 when all shares are right</source>
      <translation>가장 큰 봉우리가 없을 때: 다른 봉우리로 가야 할 입자의 비율, ½ Σ |몫 − 가중치|. 모든 몫이 맞으면 0입니다</translation>
    </message>
    <message>
      <source>Where noise leads without chance: lines of the ODE dx/dσ = −σ s(x, σ), which carries p&lt;sub&gt;σ&lt;/sub&gt; along (Song et al. 2021, section 4.3), from the largest σ down to the one shown. A line has the colour of its noise level</source>
      <translation>우연 없이 잡음이 이끄는 길: p&lt;sub&gt;σ&lt;/sub&gt;를 나르는 ODE dx/dσ = −σ s(x, σ)의 선(Song et al. 2021, 4.3절). 가장 큰 σ에서 보이는 σ까지 갑니다. 선의 색은 그 잡음 수준의 색입니다</translation>
    </message>
    <message>
      <source>Where the mask is black, x is replaced by the picture plus noise σ&lt;sub&gt;i&lt;/sub&gt; z of the present level, so that the network sees one picture of one noise level. The noise z is fresh at each step, or one for all steps of a level</source>
      <translation>마스크가 검은 곳에서는 x를, 이미지에 현재 수준의 잡음 σ&lt;sub&gt;i&lt;/sub&gt; z를 더한 것으로 바꿉니다. 그래서 신경망은 한 잡음 수준의 이미지 하나를 봅니다. 잡음 z는 스텝마다 새것이거나, 한 수준의 모든 스텝에 같은 것입니다</translation>
    </message>
    <message>
      <source>Where the network computes, and the memory in use there</source>
      <translation>신경망이 계산하는 곳과 거기서 쓰는 메모리</translation>
    </message>
    <message>
      <source>Where the network computes; auto: a graphics card if there is one</source>
      <translation>신경망이 계산하는 곳. 자동: 그래픽 카드가 있으면 그것</translation>
    </message>
    <message>
      <source>Where the particles start</source>
      <translation>입자가 출발하는 곳</translation>
    </message>
    <message>
      <source>Where training ends by itself</source>
      <translation>학습이 스스로 끝나는 스텝</translation>
    </message>
    <message>
      <source>Which panel's sampler is set below</source>
      <translation>아래에서 샘플러를 설정할 패널</translation>
    </message>
    <message>
      <source>Which picture of the data set, from 0</source>
      <translation>데이터 세트의 몇 번째 이미지인지, 0부터</translation>
    </message>
    <message>
      <source>While it trains</source>
      <translation>학습하는 동안</translation>
    </message>
    <message>
      <source>White pixels are regenerated, black ones are kept. Shift+M inverts.</source>
      <translation>흰 픽셀은 다시 생성하고 검은 픽셀은 그대로 둡니다. Shift+M은 반전합니다.</translation>
    </message>
    <message>
      <source>White pixels are those to be regenerated.</source>
      <translation>흰 픽셀이 새로 만들 곳입니다.</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>폭</translation>
    </message>
    <message>
      <source>Width of the network</source>
      <translation>신경망의 폭</translation>
    </message>
    <message>
      <source>Width, coarse</source>
      <translation>폭, 성긴 척도</translation>
    </message>
    <message>
      <source>Wipe</source>
      <translation>경계선</translation>
    </message>
    <message>
      <source>With a file of real pictures the ones nearest to the chosen sample are shown: is it a copy?</source>
      <translation>실제 이미지 파일이 있으면, 선택한 표본에 가장 가까운 이미지들을 보입니다. 복사본일까요?</translation>
    </message>
    <message>
      <source>With its axes labelled, and the sweep inside: score-explorer sweep --from-image makes it again.</source>
      <translation>축에 이름이 있고 스윕이 들어 있습니다. score-explorer sweep --from-image가 다시 만듭니다.</translation>
    </message>
    <message>
      <source>With the next run</source>
      <translation>다음 실행부터</translation>
    </message>
    <message>
      <source>With the next run: noise levels</source>
      <translation>다음 실행부터: 잡음 수준</translation>
    </message>
    <message>
      <source>With the next run: samples</source>
      <translation>다음 실행부터: 표본</translation>
    </message>
    <message>
      <source>With the next training</source>
      <translation>다음 학습부터</translation>
    </message>
    <message>
      <source>With the noise of &amp;level</source>
      <translation>잡음을 더할 수준(&amp;L)</translation>
    </message>
    <message>
      <source>With velocities, at σ_L alone, by BAOAB (Leimkuhler &amp; Matthews 2013)</source>
      <translation>속도가 있는 동역학, σ_L 하나에서만, BAOAB 방법(Leimkuhler &amp; Matthews 2013)</translation>
    </message>
    <message>
      <source>Without noise only sliced and implicit score matching can learn; on thin data their loss has no lower bound (section 3.1, Figure 1)</source>
      <translation>잡음이 없으면 슬라이스 및 암묵적 스코어 매칭만 학습할 수 있습니다. 얇은 데이터에서는 그 손실에 하한이 없습니다(3.1절, 그림 1)</translation>
    </message>
    <message>
      <source>Without other options it runs the paper's Figure 3: 1280 particles from a box, epsilon 0.1, plain Langevin dynamics for</source>
      <translation>다른 옵션이 없으면 논문의 그림 3을 실행합니다. 상자에서 시작하는 입자 1280개와 ε 0.1로, 보통의 랑주뱅 동역학을</translation>
    </message>
    <message>
      <source>Without this it comes at the first start only; it is in the menu Help, too</source>
      <translation>켜지 않으면 처음 시작할 때만 나옵니다. 도움말 메뉴에도 있습니다</translation>
    </message>
    <message>
      <source>Working out the smallest loss there is…</source>
      <translation>있을 수 있는 가장 작은 손실을 구하는 중…</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>작업 공간</translation>
    </message>
    <message>
      <source>Write a checkpoint of ncsn, ncsnv2, score_sde_pytorch, the score-SDE tutorial or diffusers in this program's own format: the weights as pure data, and in the header all that is known about them. The original is not changed.</source>
      <translation>ncsn, ncsnv2, score_sde_pytorch, score-SDE 튜토리얼, diffusers의 체크포인트를 이 프로그램의 형식으로 씁니다. 가중치는 순수한 데이터로, 알려진 것은 모두 머리말에 넣습니다. 원본은 바꾸지 않습니다.</translation>
    </message>
    <message>
      <source>Write all chapters as plain HTML, in English and Korean, with pictures made by the program.</source>
      <translation>모든 장을 영어와 한국어의 단순한 HTML로, 프로그램이 만든 이미지와 함께 씁니다.</translation>
    </message>
    <message>
      <source>Write it with numpy.save</source>
      <translation>numpy.save로 쓰십시오</translation>
    </message>
    <message>
      <source>Write it with numpy.savez or numpy.save</source>
      <translation>numpy.savez나 numpy.save로 쓰십시오</translation>
    </message>
    <message>
      <source>Write on each picture of the grid which digit a bundled classifier sees in it, and how sure it is</source>
      <translation>격자의 이미지마다, 함께 들어 있는 분류기가 어느 숫자로 보는지와 얼마나 확신하는지를 씁니다</translation>
    </message>
    <message>
      <source>Write the network with its settings as .safetensors</source>
      <translation>신경망과 그 설정을 .safetensors로 씁니다</translation>
    </message>
    <message>
      <source>Write the points as CSV or .npy</source>
      <translation>점을 CSV 또는 .npy로 씁니다</translation>
    </message>
    <message>
      <source>Write the whole history to one file, to keep or to share</source>
      <translation>기록 전체를 한 파일에 써서 보관하거나 나눕니다</translation>
    </message>
    <message>
      <source>Writing {0}…</source>
      <translation>{0} 쓰는 중…</translation>
    </message>
    <message>
      <source>Written as</source>
      <translation>표기</translation>
    </message>
    <message>
      <source>Written to</source>
      <translation>쓴 곳:</translation>
    </message>
    <message>
      <source>Zoom &amp;in</source>
      <translation>확대(&amp;I)</translation>
    </message>
    <message>
      <source>Zoom &amp;out</source>
      <translation>축소(&amp;O)</translation>
    </message>
    <message>
      <source>Zoom by whole factors</source>
      <translation>정수 배율로 확대</translation>
    </message>
    <message>
      <source>Zoom; on a mode: its weight</source>
      <translation>확대와 축소, 봉우리 위에서: 그 가중치</translation>
    </message>
    <message>
      <source>[{0}, ... {1} values ..., {2}]</source>
      <translation>[{0}, ... 값 {1}개 ..., {2}]</translation>
    </message>
    <message>
      <source>a DDPM network in the layout of pytorch-ddpm</source>
      <translation>pytorch-ddpm 배치의 DDPM 신경망</translation>
    </message>
    <message>
      <source>a GGUF network</source>
      <translation>GGUF 신경망</translation>
    </message>
    <message>
      <source>a GIF picture</source>
      <translation>GIF 이미지</translation>
    </message>
    <message>
      <source>a JPEG picture</source>
      <translation>JPEG 이미지</translation>
    </message>
    <message>
      <source>a Namespace that is no mapping</source>
      <translation>매핑이 아닌 Namespace</translation>
    </message>
    <message>
      <source>a PDF document</source>
      <translation>PDF 문서</translation>
    </message>
    <message>
      <source>a PNG picture</source>
      <translation>PNG 이미지</translation>
    </message>
    <message>
      <source>a RAR archive</source>
      <translation>RAR 묶음 파일</translation>
    </message>
    <message>
      <source>a U-Net of guided-diffusion (ADM)</source>
      <translation>guided-diffusion(ADM)의 U-Net</translation>
    </message>
    <message>
      <source>a UNet2DModel of diffusers without its folder</source>
      <translation>폴더 없는 diffusers의 UNet2DModel</translation>
    </message>
    <message>
      <source>a WebP has at most {0} pixels a side</source>
      <translation>WebP의 변은 {0}픽셀까지입니다</translation>
    </message>
    <message>
      <source>a branch has the samples of its run; -n goes with --from-sample</source>
      <translation>갈래의 표본 수는 원래 실행과 같습니다. -n은 --from-sample과 함께 씁니다</translation>
    </message>
    <message>
      <source>a bzip2 file</source>
      <translation>bzip2 파일</translation>
    </message>
    <message>
      <source>a centred square scaled to {0}x{1}</source>
      <translation>가운데 정사각형을 {0}x{1}로 크기 조정</translation>
    </message>
    <message>
      <source>a chapter begins with a head between two lines '---'</source>
      <translation>장은 두 줄 '---' 사이의 머리말로 시작합니다</translation>
    </message>
    <message>
      <source>a chapter has at most {0} steps</source>
      <translation>장의 단계는 {0}개까지입니다</translation>
    </message>
    <message>
      <source>a checkpoint of denoising-diffusion-pytorch (lucidrains)</source>
      <translation>denoising-diffusion-pytorch(lucidrains)의 체크포인트</translation>
    </message>
    <message>
      <source>a checkpoint, or a picture made by this program, to open</source>
      <translation>열 체크포인트, 또는 이 프로그램이 만든 이미지</translation>
    </message>
    <message>
      <source>a checkpoint, or the name of a bundled one</source>
      <translation>체크포인트, 또는 함께 들어 있는 것의 이름</translation>
    </message>
    <message>
      <source>a conditional network of diffusers, told a text</source>
      <translation>글을 조건으로 받는 diffusers의 신경망</translation>
    </message>
    <message>
      <source>a conditional network of diffusers, told a text or a class</source>
      <translation>글이나 클래스를 조건으로 받는 diffusers의 신경망</translation>
    </message>
    <message>
      <source>a constant difference</source>
      <translation>일정한 차</translation>
    </message>
    <message>
      <source>a constant difference of σ^(1/ρ): more of the small levels, the larger ρ is</source>
      <translation>σ^(1/ρ)의 차가 일정함: ρ가 클수록 작은 수준이 많습니다</translation>
    </message>
    <message>
      <source>a constant ratio</source>
      <translation>일정한 비</translation>
    </message>
    <message>
      <source>a denoising-diffusion-pytorch network (lucidrains)</source>
      <translation>denoising-diffusion-pytorch(lucidrains)의 신경망</translation>
    </message>
    <message>
      <source>a device that is none</source>
      <translation>장치가 아닌 것</translation>
    </message>
    <message>
      <source>a diffusion transformer (DiT, SiT) in a latent space</source>
      <translation>잠재 공간의 확산 트랜스포머(DiT, SiT)</translation>
    </message>
    <message>
      <source>a drawing</source>
      <translation>손으로 그린 이미지</translation>
    </message>
    <message>
      <source>a feature network: digits, the bundled one (default), a file of its form, or Inception's weights for colour (.pth as torch-fidelity and pytorch-fid publish them; needs the extra 'inception')</source>
      <translation>특징 신경망: 함께 들어 있는 digits(기본값), 그와 같은 형식의 파일, 또는 컬러를 위한 Inception의 가중치(torch-fidelity와 pytorch-fid가 배포하는 .pth. 추가 패키지 'inception'이 필요합니다)</translation>
    </message>
    <message>
      <source>a file, a folder of diffusers, or the name of a bundled one</source>
      <translation>파일, diffusers의 폴더, 또는 함께 들어 있는 것의 이름</translation>
    </message>
    <message>
      <source>a file, or the name of a bundled one (default: mnist)</source>
      <translation>파일, 또는 함께 들어 있는 것의 이름 (기본값: mnist)</translation>
    </message>
    <message>
      <source>a film of the run</source>
      <translation>실행의 영상</translation>
    </message>
    <message>
      <source>a finished compact network to begin with; --blocks may be more than its own</source>
      <translation>이어 학습할, 끝난 작은 신경망(compact). --blocks를 그보다 크게 할 수 있습니다</translation>
    </message>
    <message>
      <source>a flow-matching or DDPM checkpoint (torchcfm, pytorch-ddpm)</source>
      <translation>흐름 매칭이나 DDPM의 체크포인트(torchcfm, pytorch-ddpm)</translation>
    </message>
    <message>
      <source>a formula has at most {0} characters, not {1}</source>
      <translation>수식은 {0}글자까지입니다. 이것은 {1}글자입니다</translation>
    </message>
    <message>
      <source>a gzip file</source>
      <translation>gzip 파일</translation>
    </message>
    <message>
      <source>a key that is a {0}</source>
      <translation>{0}인 키</translation>
    </message>
    <message>
      <source>a line a cell: settings, evaluations, seconds, classes</source>
      <translation>칸마다 한 줄: 설정, 계산 횟수, 초, 클래스</translation>
    </message>
    <message>
      <source>a line has at most {0} characters</source>
      <translation>한 줄은 {0}글자까지입니다</translation>
    </message>
    <message>
      <source>a logarithmic range of {0} needs ends above zero, not {1}</source>
      <translation>{0}의 로그 범위는 양 끝이 0보다 커야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a menu could not start this; there is no command {0}</source>
      <translation>메뉴에서 이것을 시작할 수 없습니다. {0} 명령이 없습니다</translation>
    </message>
    <message>
      <source>a minDiffusion network</source>
      <translation>minDiffusion 신경망</translation>
    </message>
    <message>
      <source>a mixture has at most {0} modes, not {1}</source>
      <translation>혼합 분포의 봉우리는 {0}개까지입니다. {1}개는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a mixture needs at least one mode</source>
      <translation>혼합 분포에는 봉우리가 적어도 하나 필요합니다</translation>
    </message>
    <message>
      <source>a mode's standard deviation</source>
      <translation>봉우리의 표준편차</translation>
    </message>
    <message>
      <source>a mode's weight</source>
      <translation>봉우리의 가중치</translation>
    </message>
    <message>
      <source>a mode's x</source>
      <translation>봉우리의 x</translation>
    </message>
    <message>
      <source>a mode's y</source>
      <translation>봉우리의 y</translation>
    </message>
    <message>
      <source>a name that is no text</source>
      <translation>글이 아닌 이름</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>수</translation>
    </message>
    <message>
      <source>a number of absurd length</source>
      <translation>터무니없이 긴 수</translation>
    </message>
    <message>
      <source>a numpy number that is none</source>
      <translation>수가 아닌 numpy 수</translation>
    </message>
    <message>
      <source>a numpy type of no plain numbers</source>
      <translation>보통의 수가 아닌 numpy 형</translation>
    </message>
    <message>
      <source>a parameter that is no tensor</source>
      <translation>텐서가 아닌 매개변수</translation>
    </message>
    <message>
      <source>a part of the installation cannot be loaded: {0}. Install it again.</source>
      <translation>설치한 것의 일부를 불러올 수 없습니다: {0}. 다시 설치하십시오.</translation>
    </message>
    <message>
      <source>a part of the path is a file, not a folder</source>
      <translation>경로의 일부가 폴더가 아니라 파일입니다</translation>
    </message>
    <message>
      <source>a published configuration of score_sde, by its file's name</source>
      <translation>score_sde의 공개된 구성, 그 파일 이름으로</translation>
    </message>
    <message>
      <source>a question has choices '- [ ] …', two at least, and one right one '- [x] …'</source>
      <translation>질문에는 선택지 '- [ ] …'가 적어도 둘 있고 그 가운데 하나가 정답 '- [x] …'입니다</translation>
    </message>
    <message>
      <source>a range of {0} has 1 to {1} values, not {2}</source>
      <translation>{0}의 범위는 값이 1개에서 {1}개까지입니다. {2}개는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a range of {0} is written LOW:HIGH:COUNT, not {1}</source>
      <translation>{0}의 범위는 LOW:HIGH:COUNT로 적습니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a row a sample, a column a level, evenly in log sigma</source>
      <translation>표본마다 한 줄, 수준마다 한 열, log σ에서 고르게</translation>
    </message>
    <message>
      <source>a run has it from its start: {0} cannot begin at a level</source>
      <translation>{0}은(는) 실행이 처음부터 갖는 것이라 어떤 수준부터 시작할 수 없습니다</translation>
    </message>
    <message>
      <source>a run of the history, made again from its record</source>
      <translation>기록에 있는 실행을 다시 만듭니다</translation>
    </message>
    <message>
      <source>a sample</source>
      <translation>표본</translation>
    </message>
    <message>
      <source>a score network saved by the 2-D laboratory or learn2d (.safetensors)</source>
      <translation>2차원 실험실이나 learn2d가 저장한 스코어 신경망(.safetensors)</translation>
    </message>
    <message>
      <source>a shape that is none</source>
      <translation>모양이 아닌 것</translation>
    </message>
    <message>
      <source>a side</source>
      <translation>변</translation>
    </message>
    <message>
      <source>a side of the picture</source>
      <translation>이미지의 변</translation>
    </message>
    <message>
      <source>a step has at most one formula</source>
      <translation>단계의 수식은 하나까지입니다</translation>
    </message>
    <message>
      <source>a step knows setup and target, no {0}</source>
      <translation>단계가 아는 것은 setup과 target입니다. {0}은(는) 모릅니다</translation>
    </message>
    <message>
      <source>a storage of an impossible size</source>
      <translation>있을 수 없는 크기의 저장 공간</translation>
    </message>
    <message>
      <source>a strip of noise levels of the run</source>
      <translation>실행의 잡음 수준의 띠</translation>
    </message>
    <message>
      <source>a sweep has at most {0} cells, not {1} x {2}</source>
      <translation>스윕의 칸은 {0}개까지입니다. {1} x {2}개는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a sweep must be a mapping, not {0}</source>
      <translation>스윕은 매핑이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>a sweep needs two settings, not {0} twice</source>
      <translation>스윕에는 서로 다른 설정 둘이 필요합니다. {0}이(가) 두 번 나왔습니다</translation>
    </message>
    <message>
      <source>a tensor claims more than the file holds</source>
      <translation>텐서가 파일에 있는 것보다 많다고 합니다</translation>
    </message>
    <message>
      <source>a tensor of an impossible shape</source>
      <translation>있을 수 없는 모양의 텐서</translation>
    </message>
    <message>
      <source>a tensor that reaches beyond its numbers</source>
      <translation>자기 수를 넘어서는 텐서</translation>
    </message>
    <message>
      <source>a tensor without numbers</source>
      <translation>수가 없는 텐서</translation>
    </message>
    <message>
      <source>a text (JSON)</source>
      <translation>글(JSON)</translation>
    </message>
    <message>
      <source>a tuple that is no sequence</source>
      <translation>시퀀스가 아닌 튜플</translation>
    </message>
    <message>
      <source>a value has more than {0} characters</source>
      <translation>값 하나가 {0}글자를 넘습니다</translation>
    </message>
    <message>
      <source>a web page, saved in place of the file</source>
      <translation>파일 대신 저장된 웹 페이지</translation>
    </message>
    <message>
      <source>a whole module</source>
      <translation>모듈 전체</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>정수</translation>
    </message>
    <message>
      <source>a {0} does not depend on it</source>
      <translation>{0}은(는) 이것과 관계가 없습니다</translation>
    </message>
    <message>
      <source>a {0} level</source>
      <translation>{0} 수준</translation>
    </message>
    <message>
      <source>about</source>
      <translation>정보</translation>
    </message>
    <message>
      <source>about the checkpoint</source>
      <translation>체크포인트에 대하여</translation>
    </message>
    <message>
      <source>about {0} left</source>
      <translation>약 {0} 남음</translation>
    </message>
    <message>
      <source>accepted</source>
      <translation>수락</translation>
    </message>
    <message>
      <source>accepted: {0} of the proposals</source>
      <translation>받아들인 비율: 제안의 {0}</translation>
    </message>
    <message>
      <source>access was denied</source>
      <translation>접근이 거부되었습니다</translation>
    </message>
    <message>
      <source>against_masked</source>
      <translation>against_masked</translation>
    </message>
    <message>
      <source>all</source>
      <translation>전체</translation>
    </message>
    <message>
      <source>all frames together would have more than {0} million pixels</source>
      <translation>모든 프레임을 합치면 {0}백만 픽셀이 넘습니다</translation>
    </message>
    <message>
      <source>all pixels of all pictures are equal</source>
      <translation>모든 이미지의 모든 픽셀이 같습니다</translation>
    </message>
    <message>
      <source>all samples</source>
      <translation>모든 표본</translation>
    </message>
    <message>
      <source>all samples go on from this one (counted from 0), each with noise of its own</source>
      <translation>모든 표본이 이 표본(0부터 셈)에서 이어지고 저마다의 잡음을 씁니다</translation>
    </message>
    <message>
      <source>all {1} samples</source>
      <translation>표본 {1}개 모두</translation>
    </message>
    <message>
      <source>allocate memory</source>
      <translation>allocate memory</translation>
    </message>
    <message>
      <source>along a line</source>
      <translation>선을 따라</translation>
    </message>
    <message>
      <source>along the line</source>
      <translation>선을 따라</translation>
    </message>
    <message>
      <source>alpha</source>
      <translation>alpha</translation>
    </message>
    <message>
      <source>ambiguous option: {0} could match {1}</source>
      <translation>옵션이 분명하지 않습니다: {0}은(는) {1} 가운데 어느 것인지 알 수 없습니다</translation>
    </message>
    <message>
      <source>an EDM network of NVIDIA's</source>
      <translation>NVIDIA의 EDM 신경망</translation>
    </message>
    <message>
      <source>an HDF5 file</source>
      <translation>HDF5 파일</translation>
    </message>
    <message>
      <source>an OrderedDict of no entries</source>
      <translation>항목이 없는 OrderedDict</translation>
    </message>
    <message>
      <source>an array of numpy's</source>
      <translation>numpy의 배열</translation>
    </message>
    <message>
      <source>an array of {0} is not a set of pictures</source>
      <translation>{0}의 배열은 이미지의 모음이 아닙니다</translation>
    </message>
    <message>
      <source>an autoencoder with a diffusion model in its latent space</source>
      <translation>잠재 공간에 확산 모형을 둔 오토인코더</translation>
    </message>
    <message>
      <source>an axis is written SETTING=VALUES, such as epsilon=1e-4,3e-4, not {0}</source>
      <translation>축은 epsilon=1e-4,3e-4처럼 SETTING=VALUES로 적습니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>an axis must have a key and a list of values, not {0}</source>
      <translation>축에는 키와 값의 목록이 있어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>an integer of about {0} digits</source>
      <translation>약 {0}자리의 정수</translation>
    </message>
    <message>
      <source>an operation that no file of tensors has ({0})</source>
      <translation>텐서 파일에는 없는 연산({0})</translation>
    </message>
    <message>
      <source>an unknown object</source>
      <translation>모르는 객체</translation>
    </message>
    <message>
      <source>an xz file</source>
      <translation>xz 파일</translation>
    </message>
    <message>
      <source>ancestral: 0 is DDIM, 1 ancestral sampling</source>
      <translation>조상 표본 추출: 0은 DDIM, 1은 조상 표본 추출</translation>
    </message>
    <message>
      <source>and its standard deviation (default: 1.4)</source>
      <translation>그 표준편차 (기본값: 1.4)</translation>
    </message>
    <message>
      <source>angle / °</source>
      <translation>각도 / °</translation>
    </message>
    <message>
      <source>angle between them</source>
      <translation>둘 사이의 각도</translation>
    </message>
    <message>
      <source>annealing needs 0 &lt; sigma_min &lt; sigma_max, not {0} and {1}</source>
      <translation>담금질에는 0 &lt; sigma_min &lt; sigma_max여야 합니다. {0}과(와) {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>another one</source>
      <translation>다른 것</translation>
    </message>
    <message>
      <source>another process has been building the kernels for too long</source>
      <translation>다른 프로세스가 커널을 너무 오래 만들고 있습니다</translation>
    </message>
    <message>
      <source>any from {0}</source>
      <translation>{0}의 모든 값</translation>
    </message>
    <message>
      <source>any σ</source>
      <translation>모든 σ</translation>
    </message>
    <message>
      <source>app.ui.charts.plot</source>
      <translation>app.ui.charts.plot</translation>
    </message>
    <message>
      <source>app.ui.inpaint.workspace:InpaintWorkspace</source>
      <translation>app.ui.inpaint.workspace:InpaintWorkspace</translation>
    </message>
    <message>
      <source>app.ui.lab.workspace:LabWorkspace</source>
      <translation>app.ui.lab.workspace:LabWorkspace</translation>
    </message>
    <message>
      <source>app.ui.sample.workspace:SampleWorkspace</source>
      <translation>app.ui.sample.workspace:SampleWorkspace</translation>
    </message>
    <message>
      <source>argument {0}: {1}</source>
      <translation>인수 {0}: {1}</translation>
    </message>
    <message>
      <source>arguments</source>
      <translation>인수</translation>
    </message>
    <message>
      <source>arrays: samples [N, C, H, W], source [C, H, W], mask [H, W] (True: regenerated)</source>
      <translation>배열: samples [N, C, H, W], source [C, H, W], mask [H, W] (True: 다시 생성)</translation>
    </message>
    <message>
      <source>arrows</source>
      <translation>화살표</translation>
    </message>
    <message>
      <source>arrows along each side (default: 40)</source>
      <translation>한 변의 화살표 수 (기본값: 40)</translation>
    </message>
    <message>
      <source>arrows behind</source>
      <translation>뒤에 화살표</translation>
    </message>
    <message>
      <source>as grey</source>
      <translation>회색조로</translation>
    </message>
    <message>
      <source>as in ncsn and ncsnv2</source>
      <translation>ncsn과 ncsnv2처럼</translation>
    </message>
    <message>
      <source>as in ncsn, and the inpainting algorithm in the appendix of Song &amp; Ermon 2019: pasted after every step</source>
      <translation>ncsn과 Song &amp; Ermon 2019 부록의 채우기 알고리즘처럼: 스텝마다 그 뒤에 붙입니다</translation>
    </message>
    <message>
      <source>as in ncsnv2: pasted before every step</source>
      <translation>ncsnv2처럼: 스텝마다 그 앞에 붙입니다</translation>
    </message>
    <message>
      <source>as in score_sde</source>
      <translation>score_sde처럼</translation>
    </message>
    <message>
      <source>as many as needed</source>
      <translation>필요한 만큼</translation>
    </message>
    <message>
      <source>as many real pictures: {0}{1}, {2} draw{3}</source>
      <translation>같은 수의 실제 이미지: {0}{1}, {2}번 추출{3}</translation>
    </message>
    <message>
      <source>as square as possible</source>
      <translation>정사각형에 가깝게</translation>
    </message>
    <message>
      <source>as {0}</source>
      <translation>{0}과 같음</translation>
    </message>
    <message>
      <source>assumed</source>
      <translation>가정</translation>
    </message>
    <message>
      <source>assumed, for neither the file nor a configuration says: {0}</source>
      <translation>파일도 구성도 말하지 않아 가정한 것: {0}</translation>
    </message>
    <message>
      <source>at present σ</source>
      <translation>현재 σ에서</translation>
    </message>
    <message>
      <source>at which level? Give --at-level I, counted from 1</source>
      <translation>어느 수준에서입니까? --at-level I를 주십시오. 1부터 셉니다</translation>
    </message>
    <message>
      <source>auto</source>
      <translation>자동</translation>
    </message>
    <message>
      <source>auto, cuda, cuda:1, mps or cpu (default: auto)</source>
      <translation>auto, cuda, cuda:1, mps 또는 cpu (기본값: auto)</translation>
    </message>
    <message>
      <source>average (EMA)</source>
      <translation>평균(EMA)</translation>
    </message>
    <message>
      <source>barrier {0}, {1} k T₀</source>
      <translation>장벽 {0}, {1} k T₀</translation>
    </message>
    <message>
      <source>base</source>
      <translation>base</translation>
    </message>
    <message>
      <source>batch size</source>
      <translation>배치 크기</translation>
    </message>
    <message>
      <source>begins at σ = {0}</source>
      <translation>σ = {0}에서 시작합니다</translation>
    </message>
    <message>
      <source>begins with a picture of one's own, with the noise of level {0}</source>
      <translation>수준 {0}의 잡음을 더한 자기 이미지에서 시작</translation>
    </message>
    <message>
      <source>bfloat16</source>
      <translation>bfloat16</translation>
    </message>
    <message>
      <source>bias of V in kT</source>
      <translation>V의 편향 (kT)</translation>
    </message>
    <message>
      <source>bias over step size</source>
      <translation>스텝 크기에 따른 편향</translation>
    </message>
    <message>
      <source>both: x, and beside it the estimate</source>
      <translation>둘 다: x, 그리고 그 옆에 추정값</translation>
    </message>
    <message>
      <source>brush</source>
      <translation>붓</translation>
    </message>
    <message>
      <source>building the kernels was given up</source>
      <translation>커널 만들기를 그만두었습니다</translation>
    </message>
    <message>
      <source>by heart</source>
      <translation>외웠을 때</translation>
    </message>
    <message>
      <source>by region: {0} where data are many, {1} where they are few, {2} where there are none</source>
      <translation>영역별: 데이터가 많은 곳 {0}, 적은 곳 {1}, 없는 곳 {2}</translation>
    </message>
    <message>
      <source>by the weights</source>
      <translation>가중치로 판단</translation>
    </message>
    <message>
      <source>bytes that no number has</source>
      <translation>수에는 없는 바이트</translation>
    </message>
    <message>
      <source>bytes: binary</source>
      <translation>bytes: 이진 데이터</translation>
    </message>
    <message>
      <source>can't allocate memory</source>
      <translation>can't allocate memory</translation>
    </message>
    <message>
      <source>cannot be looked at</source>
      <translation>살펴볼 수 없습니다</translation>
    </message>
    <message>
      <source>cannot be made</source>
      <translation>만들 수 없습니다</translation>
    </message>
    <message>
      <source>cannot be read: no file can have this name</source>
      <translation>읽을 수 없습니다: 이런 이름의 파일은 있을 수 없습니다</translation>
    </message>
    <message>
      <source>cannot be read: {0}</source>
      <translation>읽을 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>cannot be removed</source>
      <translation>지울 수 없습니다</translation>
    </message>
    <message>
      <source>cannot be written</source>
      <translation>쓸 수 없습니다</translation>
    </message>
    <message>
      <source>cannot be written: it is write-protected</source>
      <translation>쓸 수 없습니다: 쓰기 금지되어 있습니다</translation>
    </message>
    <message>
      <source>cannot be written: {0}</source>
      <translation>쓸 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>caption</source>
      <translation>설명</translation>
    </message>
    <message>
      <source>cell {0}/{1}</source>
      <translation>칸 {0}/{1}</translation>
    </message>
    <message>
      <source>centred</source>
      <translation>centred</translation>
    </message>
    <message>
      <source>chi-squared</source>
      <translation>카이제곱</translation>
    </message>
    <message>
      <source>chi-squared to these</source>
      <translation>이들에 대한 카이제곱</translation>
    </message>
    <message>
      <source>choose…</source>
      <translation>선택…</translation>
    </message>
    <message>
      <source>churn</source>
      <translation>churn</translation>
    </message>
    <message>
      <source>classes, %</source>
      <translation>클래스, %</translation>
    </message>
    <message>
      <source>clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>clear_mask</source>
      <translation>clear_mask</translation>
    </message>
    <message>
      <source>clipboard</source>
      <translation>클립보드</translation>
    </message>
    <message>
      <source>colours to grey</source>
      <translation>색을 회색조로</translation>
    </message>
    <message>
      <source>column {0}</source>
      <translation>{0}열</translation>
    </message>
    <message>
      <source>columns (default: {0})</source>
      <translation>열 수 (기본값: {0})</translation>
    </message>
    <message>
      <source>commands</source>
      <translation>명령</translation>
    </message>
    <message>
      <source>compact</source>
      <translation>compact</translation>
    </message>
    <message>
      <source>compact (default), or the networks of the papers, with their objective and defaults</source>
      <translation>compact(기본값), 또는 논문의 신경망. 목적 함수와 기본값도 논문의 것입니다</translation>
    </message>
    <message>
      <source>compact: at the coarse scale (default: 128)</source>
      <translation>compact: 성긴 척도에서 (기본값: 128)</translation>
    </message>
    <message>
      <source>compact: at the coarse scale, before its attention (default: 2)</source>
      <translation>compact: 성긴 척도에서, 어텐션 앞 (기본값: 2)</translation>
    </message>
    <message>
      <source>compact: residual blocks down, and up (default: 2)</source>
      <translation>compact: 내려가고 올라오는 잔차 블록 (기본값: 2)</translation>
    </message>
    <message>
      <source>compare samples with real pictures, in numbers</source>
      <translation>표본을 실제 이미지와 수치로 비교합니다</translation>
    </message>
    <message>
      <source>compare_runs</source>
      <translation>compare_runs</translation>
    </message>
    <message>
      <source>compiled kernels for NCSN, NCSNv2 and NCSN++ on the CPU; needs a C++ compiler, at first some ten seconds</source>
      <translation>CPU에서 NCSN, NCSNv2, NCSN++의 컴파일한 커널을 씁니다. C++ 컴파일러가 필요하고 처음에는 10초쯤 걸립니다</translation>
    </message>
    <message>
      <source>compiling needs g++ or clang++, which this program does not use on Windows</source>
      <translation>컴파일에는 g++나 clang++가 필요한데 이 프로그램은 Windows에서 그것을 쓰지 않습니다</translation>
    </message>
    <message>
      <source>completion {0}</source>
      <translation>완성본 {0}</translation>
    </message>
    <message>
      <source>compute with so many threads, and write that down: the same number gives the same bits</source>
      <translation>이만큼의 스레드로 계산하고 그것을 적어 둡니다. 같은 수면 비트까지 같습니다</translation>
    </message>
    <message>
      <source>consistent annealed sampling needs a geometric schedule of at least two levels</source>
      <translation>일관된 담금질 표본 추출에는 수준이 둘 이상인 등비수열이 필요합니다</translation>
    </message>
    <message>
      <source>consistent annealed sampling needs epsilon / (2 sigma_L^2) between {0} and {1} for these noise levels, not {2}: change epsilon, or use more levels</source>
      <translation>일관된 담금질 표본 추출에는 이 잡음 수준에서 epsilon / (2 sigma_L^2)이 {0}과(와) {1} 사이여야 합니다. {2}은(는) 쓸 수 없습니다: epsilon을 바꾸거나 수준을 늘리십시오</translation>
    </message>
    <message>
      <source>contours</source>
      <translation>등고선</translation>
    </message>
    <message>
      <source>copy</source>
      <translation>복사</translation>
    </message>
    <message>
      <source>copy each level</source>
      <translation>수준마다 복사</translation>
    </message>
    <message>
      <source>copy each step</source>
      <translation>스텝마다 복사</translation>
    </message>
    <message>
      <source>copyreg extension {0}</source>
      <translation>copyreg 확장 {0}</translation>
    </message>
    <message>
      <source>corrector steps</source>
      <translation>수정자 스텝</translation>
    </message>
    <message>
      <source>count</source>
      <translation>개수</translation>
    </message>
    <message>
      <source>count (the number of samples)</source>
      <translation>표본 수</translation>
    </message>
    <message>
      <source>covariance</source>
      <translation>공분산</translation>
    </message>
    <message>
      <source>cpu</source>
      <translation>cpu</translation>
    </message>
    <message>
      <source>crop</source>
      <translation>자르기</translation>
    </message>
    <message>
      <source>crop must be WIDTHxHEIGHT+LEFT+TOP, like 48x48+8+11, not {0}</source>
      <translation>자르기는 48x48+8+11처럼 WIDTHxHEIGHT+LEFT+TOP이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>crop to a square and scale to this side</source>
      <translation>정사각형으로 잘라 이 변의 길이로 맞춤</translation>
    </message>
    <message>
      <source>cuda</source>
      <translation>cuda</translation>
    </message>
    <message>
      <source>cut this rectangle out of each picture, for example 48x48+8+11</source>
      <translation>이미지마다 이 직사각형을 잘라 냄. 예: 48x48+8+11</translation>
    </message>
    <message>
      <source>damping</source>
      <translation>damping</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>어둡게</translation>
    </message>
    <message>
      <source>data</source>
      <translation>데이터</translation>
    </message>
    <message>
      <source>decay fraction</source>
      <translation>감쇠 구간</translation>
    </message>
    <message>
      <source>denoised</source>
      <translation>잡음 제거됨</translation>
    </message>
    <message>
      <source>denoising</source>
      <translation>잡음 제거</translation>
    </message>
    <message>
      <source>denoising score matching</source>
      <translation>잡음 제거 스코어 매칭</translation>
    </message>
    <message>
      <source>denoising score matching learns from the noise it adds: train without noise by sliced or implicit score matching</source>
      <translation>잡음 제거 스코어 매칭은 자신이 더하는 잡음에서 배웁니다: 잡음 없이 학습하려면 슬라이스 또는 암묵적 스코어 매칭을 쓰십시오</translation>
    </message>
    <message>
      <source>density and settings of a picture exported from the 2-D laboratory; options given besides win</source>
      <translation>2차원 실험실에서 내보낸 이미지의 밀도와 설정. 함께 준 옵션이 앞섭니다</translation>
    </message>
    <message>
      <source>describe a checkpoint</source>
      <translation>체크포인트를 설명합니다</translation>
    </message>
    <message>
      <source>dice</source>
      <translation>주사위</translation>
    </message>
    <message>
      <source>diffusers folder</source>
      <translation>diffusers 폴더</translation>
    </message>
    <message>
      <source>diffusers has the published ones as folders (google/ddpm-cifar10-32 and others): give such a folder; its own were converted from these</source>
      <translation>공개된 것은 diffusers에 폴더로 있습니다(google/ddpm-cifar10-32 등): 그런 폴더를 주십시오. 그 폴더들은 이 파일들에서 변환한 것입니다</translation>
    </message>
    <message>
      <source>digits</source>
      <translation>숫자</translation>
    </message>
    <message>
      <source>dilated must be true or false, not {0}</source>
      <translation>dilated는 true나 false여야 하며 {0}일 수 없습니다</translation>
    </message>
    <message>
      <source>dilation {0}</source>
      <translation>팽창 {0}</translation>
    </message>
    <message>
      <source>displacement</source>
      <translation>변위</translation>
    </message>
    <message>
      <source>drag · wheel: weight · Ctrl+wheel: width</source>
      <translation>끌기 · 휠: 가중치 · Ctrl+휠: 폭</translation>
    </message>
    <message>
      <source>draw</source>
      <translation>그리기</translation>
    </message>
    <message>
      <source>draw N samples of the data over the field</source>
      <translation>데이터의 표본 N개를 장 위에 그림</translation>
    </message>
    <message>
      <source>draw lines of the probability-flow ODE down to this sigma, from a grid of starts, each with the same probability, or from a straight line; in --npz as flow [N, P, 2] and flow_sigmas [P]</source>
      <translation>확률 흐름 ODE의 선을 이 sigma까지 그립니다. 시작점은 확률이 서로 같은 격자이거나 한 직선입니다. --npz에는 flow [N, P, 2]와 flow_sigmas [P]로 들어갑니다</translation>
    </message>
    <message>
      <source>draw the last N steps of some particles, up to {0} (default: 0, none)</source>
      <translation>일부 입자의 마지막 N스텝을 그림, {0}까지 (기본값: 0, 없음)</translation>
    </message>
    <message>
      <source>draw the score field of a 2-D density</source>
      <translation>2차원 밀도의 스코어 장을 그립니다</translation>
    </message>
    <message>
      <source>drawn by hand</source>
      <translation>손으로 그린 것</translation>
    </message>
    <message>
      <source>drift</source>
      <translation>표류</translation>
    </message>
    <message>
      <source>drift {0}</source>
      <translation>표류 {0}</translation>
    </message>
    <message>
      <source>drift ‖½ α s‖</source>
      <translation>표류 ‖½ α s‖</translation>
    </message>
    <message>
      <source>drift ‖σ² s‖</source>
      <translation>표류 ‖σ² s‖</translation>
    </message>
    <message>
      <source>einstein</source>
      <translation>einstein</translation>
    </message>
    <message>
      <source>empty canvas</source>
      <translation>빈 캔버스</translation>
    </message>
    <message>
      <source>empty_canvas</source>
      <translation>empty_canvas</translation>
    </message>
    <message>
      <source>end</source>
      <translation>끝</translation>
    </message>
    <message>
      <source>end with the last Langevin step</source>
      <translation>마지막 랑주뱅 스텝으로 끝냄</translation>
    </message>
    <message>
      <source>end with the last Langevin step (default)</source>
      <translation>마지막 랑주뱅 스텝으로 끝냄 (기본값)</translation>
    </message>
    <message>
      <source>end with x + sigma_L^2 s(x, sigma_L)</source>
      <translation>x + sigma_L^2 s(x, sigma_L)로 끝냄</translation>
    </message>
    <message>
      <source>end with x + σ² s(x, σ)</source>
      <translation>x + σ² s(x, σ)로 끝냅니다</translation>
    </message>
    <message>
      <source>energies</source>
      <translation>에너지</translation>
    </message>
    <message>
      <source>energy</source>
      <translation>에너지</translation>
    </message>
    <message>
      <source>energy distance</source>
      <translation>에너지 거리</translation>
    </message>
    <message>
      <source>energy distance to exact samples of p^(1/tau): {0}</source>
      <translation>p^(1/tau)의 정확한 표본까지의 에너지 거리: {0}</translation>
    </message>
    <message>
      <source>energy distance to exact samples: {0}</source>
      <translation>정확한 표본까지의 에너지 거리: {0}</translation>
    </message>
    <message>
      <source>enlarge</source>
      <translation>크게 보기</translation>
    </message>
    <message>
      <source>enlarge K times, unsmoothed (default: by the table)</source>
      <translation>K배 확대, 매끄럽게 하지 않음 (기본값: 표에 맞춤)</translation>
    </message>
    <message>
      <source>enlarge K times, unsmoothed (default: to about 800 px)</source>
      <translation>K배 확대, 매끄럽게 하지 않음 (기본값: 800 px쯤으로)</translation>
    </message>
    <message>
      <source>epoch {0} of {1}</source>
      <translation>에포크 {0} / {1}</translation>
    </message>
    <message>
      <source>epoch {0}/{1}, loss {2}</source>
      <translation>에포크 {0}/{1}, 손실 {2}</translation>
    </message>
    <message>
      <source>epoch {0}: loss {1}</source>
      <translation>에포크 {0}: 손실 {1}</translation>
    </message>
    <message>
      <source>epochs</source>
      <translation>에포크</translation>
    </message>
    <message>
      <source>epochs between grids</source>
      <translation>격자 사이의 에포크</translation>
    </message>
    <message>
      <source>epochs between grids (0: none)</source>
      <translation>격자 사이의 에포크 (0: 없음)</translation>
    </message>
    <message>
      <source>epsilon</source>
      <translation>epsilon</translation>
    </message>
    <message>
      <source>epsilon is {0}, below the stability limit {1}, so {2}</source>
      <translation>epsilon은 {0}(으)로 안정 한계 {1}보다 작으니, {2}</translation>
    </message>
    <message>
      <source>epsilon is {0}; it must stay below {1} here</source>
      <translation>epsilon은 {0}입니다. 여기서는 {1}보다 작아야 합니다</translation>
    </message>
    <message>
      <source>epsilon {0}: Langevin {1}, MALA {2}; accepted: {3} of the proposals</source>
      <translation>epsilon {0}: 랑주뱅 {1}, MALA {2}. 받아들인 비율: 제안의 {3}</translation>
    </message>
    <message>
      <source>erase in the picture</source>
      <translation>이미지에서 지우기</translation>
    </message>
    <message>
      <source>erase with the {0}</source>
      <translation>지우기({0})</translation>
    </message>
    <message>
      <source>eraser</source>
      <translation>지우개</translation>
    </message>
    <message>
      <source>error</source>
      <translation>오류</translation>
    </message>
    <message>
      <source>estimate</source>
      <translation>추정값</translation>
    </message>
    <message>
      <source>estimate must be true or false, not {0}</source>
      <translation>추정은 true나 false여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>eta</source>
      <translation>eta</translation>
    </message>
    <message>
      <source>evaluations</source>
      <translation>계산</translation>
    </message>
    <message>
      <source>every product in 32 bits</source>
      <translation>모든 곱셈을 32비트로 합니다</translation>
    </message>
    <message>
      <source>exact</source>
      <translation>정확</translation>
    </message>
    <message>
      <source>exact samples</source>
      <translation>정확한 표본</translation>
    </message>
    <message>
      <source>exact samples beside them</source>
      <translation>옆에 정확한 표본</translation>
    </message>
    <message>
      <source>exact score</source>
      <translation>정확한 스코어</translation>
    </message>
    <message>
      <source>exact score of {0}, {1}</source>
      <translation>{0}의 정확한 스코어, {1}</translation>
    </message>
    <message>
      <source>examples:</source>
      <translation>예:</translation>
    </message>
    <message>
      <source>exp(−V/kT)</source>
      <translation>exp(−V/kT)</translation>
    </message>
    <message>
      <source>expected at least one argument</source>
      <translation>인수가 적어도 하나 필요합니다</translation>
    </message>
    <message>
      <source>expected at most one argument</source>
      <translation>인수가 많아야 하나입니다</translation>
    </message>
    <message>
      <source>expected one argument</source>
      <translation>인수가 하나 필요합니다</translation>
    </message>
    <message>
      <source>expected {0} arguments</source>
      <translation>인수가 {0}개 필요합니다</translation>
    </message>
    <message>
      <source>exponent of the schedule 'rho' (default: 7)</source>
      <translation>배열 'rho'의 지수 (기본값: 7)</translation>
    </message>
    <message>
      <source>export</source>
      <translation>내보내기</translation>
    </message>
    <message>
      <source>fan</source>
      <translation>갈래</translation>
    </message>
    <message>
      <source>fan_out</source>
      <translation>fan_out</translation>
    </message>
    <message>
      <source>fan_size</source>
      <translation>fan_size</translation>
    </message>
    <message>
      <source>features</source>
      <translation>특징</translation>
    </message>
    <message>
      <source>features must be from 4 to 1024, not {0}</source>
      <translation>특징은 4개에서 1024개까지여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>fetch the weights of PyTorch</source>
      <translation>PyTorch의 가중치를 받아</translation>
    </message>
    <message>
      <source>fewer than {0} samples</source>
      <translation>표본이 {0}개보다 적음</translation>
    </message>
    <message>
      <source>figure1</source>
      <translation>figure1</translation>
    </message>
    <message>
      <source>figure2</source>
      <translation>figure2</translation>
    </message>
    <message>
      <source>figure3</source>
      <translation>figure3</translation>
    </message>
    <message>
      <source>file</source>
      <translation>파일</translation>
    </message>
    <message>
      <source>fill</source>
      <translation>채우기</translation>
    </message>
    <message>
      <source>fill the masked part of a picture</source>
      <translation>이미지에서 마스크로 가린 부분을 채웁니다</translation>
    </message>
    <message>
      <source>fill_mask</source>
      <translation>fill_mask</translation>
    </message>
    <message>
      <source>filling a picture in every cell</source>
      <translation>칸마다 이미지 채우기</translation>
    </message>
    <message>
      <source>fillings</source>
      <translation>채우기</translation>
    </message>
    <message>
      <source>fills {0} of the pixels of {1}; known pixels: {2}</source>
      <translation>{1}: 픽셀의 {0} 채움; 아는 픽셀: {2}</translation>
    </message>
    <message>
      <source>first step: {0} of {1} samples, the run takes about {2} more</source>
      <translation>첫 스텝: 표본 {1}개 가운데 {0}개, 실행에 약 {2} 더 걸림</translation>
    </message>
    <message>
      <source>float32</source>
      <translation>float32</translation>
    </message>
    <message>
      <source>float32, exact</source>
      <translation>float32, 정확</translation>
    </message>
    <message>
      <source>floor</source>
      <translation>바닥값</translation>
    </message>
    <message>
      <source>flow lines go from a larger sigma to a smaller one, not from {0} to {1}: begin above that</source>
      <translation>흐름선은 큰 sigma에서 작은 sigma로 갑니다. {0}에서 {1}로는 갈 수 없으니 그보다 위에서 시작하십시오</translation>
    </message>
    <message>
      <source>follows the exact score of {0}</source>
      <translation>{0}의 정확한 스코어를 따름</translation>
    </message>
    <message>
      <source>follows the {0}</source>
      <translation>따르는 것: {0}</translation>
    </message>
    <message>
      <source>for what the file cannot tell; by default a config.yml, .yaml or .json beside it is used, then what the published configurations have</source>
      <translation>파일이 말하지 않는 것을 정합니다. 정하지 않으면 파일 옆의 config.yml, .yaml, .json을 쓰고, 그다음에 공개된 구성의 값을 씁니다</translation>
    </message>
    <message>
      <source>format</source>
      <translation>형식</translation>
    </message>
    <message>
      <source>frames of the animation (default: 100)</source>
      <translation>애니메이션의 프레임 수 (기본값: 100)</translation>
    </message>
    <message>
      <source>frechet</source>
      <translation>frechet</translation>
    </message>
    <message>
      <source>free particles: the score does not act</source>
      <translation>자유 입자: 스코어가 작용하지 않음</translation>
    </message>
    <message>
      <source>free: no force acts</source>
      <translation>자유: 힘이 작용하지 않음</translation>
    </message>
    <message>
      <source>fresh samples in each step (default: 512)</source>
      <translation>스텝마다 새로 뽑는 표본 (기본값: 512)</translation>
    </message>
    <message>
      <source>friction slows down</source>
      <translation>마찰이 늦춤</translation>
    </message>
    <message>
      <source>from a grid</source>
      <translation>격자에서</translation>
    </message>
    <message>
      <source>from a picture</source>
      <translation>이미지에서 시작</translation>
    </message>
    <message>
      <source>from a straight line</source>
      <translation>직선에서</translation>
    </message>
    <message>
      <source>full_screen</source>
      <translation>full_screen</translation>
    </message>
    <message>
      <source>gain</source>
      <translation>배율</translation>
    </message>
    <message>
      <source>geometric</source>
      <translation>등비수열</translation>
    </message>
    <message>
      <source>give either --start or --start-points</source>
      <translation>--start와 --start-points 가운데 하나만 주십시오</translation>
    </message>
    <message>
      <source>give the film's name: --film FILE.webp</source>
      <translation>영상의 이름을 주십시오: --film FILE.webp</translation>
    </message>
    <message>
      <source>give the picture and the mask: --image FILE --mask PNG</source>
      <translation>이미지와 마스크를 주십시오: --image FILE --mask PNG</translation>
    </message>
    <message>
      <source>give the setting that goes across and its values, such as --x epsilon=1e-4,3e-4</source>
      <translation>가로로 놓을 설정과 그 값을 주십시오. 예: --x epsilon=1e-4,3e-4</translation>
    </message>
    <message>
      <source>give the strip's name: --strip FILE{0}</source>
      <translation>띠의 이름을 주십시오: --strip FILE{0}</translation>
    </message>
    <message>
      <source>go on from a level</source>
      <translation>어떤 수준에서 이어 가기</translation>
    </message>
    <message>
      <source>go on from the run that made this picture, after the level --at-level, with the settings given here; with none the same pictures come out</source>
      <translation>이 이미지를 만든 실행을 --at-level 수준 뒤에서 여기에 준 설정으로 이어 갑니다. 아무것도 주지 않으면 같은 이미지가 나옵니다</translation>
    </message>
    <message>
      <source>go on with the run that writes the same file; with more --epochs also if it is finished</source>
      <translation>같은 파일을 쓰는 실행을 이어 갑니다. --epochs를 늘리면 끝난 것도 이어 갑니다</translation>
    </message>
    <message>
      <source>goes on</source>
      <translation>진행 중</translation>
    </message>
    <message>
      <source>goes on from a race's run after step {0}, level {1}</source>
      <translation>경주의 실행에서 스텝 {0}, 수준 {1} 다음부터 이어 갑니다</translation>
    </message>
    <message>
      <source>goes on from run {0} after step {1}, level {2}</source>
      <translation>실행 {0}의 스텝 {1} 뒤(수준 {2})에서 계속</translation>
    </message>
    <message>
      <source>goes on from step {0}</source>
      <translation>{0}스텝에서 이어짐</translation>
    </message>
    <message>
      <source>gradient clip</source>
      <translation>기울기 자르기</translation>
    </message>
    <message>
      <source>grey</source>
      <translation>회색</translation>
    </message>
    <message>
      <source>grid</source>
      <translation>격자</translation>
    </message>
    <message>
      <source>h &lt; {0} is stable; without memory like α = h²/m = {1}. Friction coefficient mγ = {2}, so D = τ/(mγ) = {3}</source>
      <translation>h &lt; {0}이면 안정. 기억이 없으면 α = h²/m = {1}. 마찰 계수 mγ = {2}, 따라서 D = τ/(mγ) = {3}</translation>
    </message>
    <message>
      <source>half of the pictures, left to right</source>
      <translation>이미지의 절반을, 왼쪽과 오른쪽을 바꿔</translation>
    </message>
    <message>
      <source>half width of the starting box, or standard deviation of the Gaussian</source>
      <translation>시작 상자의 반폭, 또는 가우스 분포의 표준편차</translation>
    </message>
    <message>
      <source>has a name that a desktop entry cannot hold</source>
      <translation>데스크톱 항목에 쓸 수 없는 이름입니다</translation>
    </message>
    <message>
      <source>help</source>
      <translation>도움말</translation>
    </message>
    <message>
      <source>heun: factor of the added noise, S_noise (default: 1)</source>
      <translation>heun: 더하는 잡음의 배율, S_noise (기본값: 1)</translation>
    </message>
    <message>
      <source>heun: no churn above this noise level, S_max</source>
      <translation>heun: 이 잡음 수준보다 위에서는 휘젓지 않음, S_max</translation>
    </message>
    <message>
      <source>heun: no churn below this noise level, S_min</source>
      <translation>heun: 이 잡음 수준보다 아래에서는 휘젓지 않음, S_min</translation>
    </message>
    <message>
      <source>heun: noise added at each level, S_churn</source>
      <translation>heun: 수준마다 더하는 잡음, S_churn</translation>
    </message>
    <message>
      <source>hidden layers (default: 3)</source>
      <translation>은닉층 (기본값: 3)</translation>
    </message>
    <message>
      <source>hide_mask</source>
      <translation>hide_mask</translation>
    </message>
    <message>
      <source>history</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>how long the film takes, without the second for which the last picture stays (default: 5)</source>
      <translation>영상의 길이. 마지막 이미지가 머무는 1초는 빼고 (기본값: 5)</translation>
    </message>
    <message>
      <source>how many Gaussians on the ring (default: 8)</source>
      <translation>고리 위의 가우스 분포 수 (기본값: 8)</translation>
    </message>
    <message>
      <source>how noise was added in training (score_sde, tutorial: ve)</source>
      <translation>학습에서 잡음을 더한 방식 (score_sde, 튜토리얼: ve)</translation>
    </message>
    <message>
      <source>how the levels lie between the two</source>
      <translation>둘 사이에 수준을 놓는 방법</translation>
    </message>
    <message>
      <source>icons</source>
      <translation>아이콘</translation>
    </message>
    <message>
      <source>ignored explicit argument {0}</source>
      <translation>값을 받지 않는 옵션에 준 값: {0}</translation>
    </message>
    <message>
      <source>image_size</source>
      <translation>image_size</translation>
    </message>
    <message>
      <source>import {0}</source>
      <translation>{0} 가져오기</translation>
    </message>
    <message>
      <source>in 16 bits</source>
      <translation>16비트로</translation>
    </message>
    <message>
      <source>in a box</source>
      <translation>상자 안</translation>
    </message>
    <message>
      <source>in colour</source>
      <translation>컬러</translation>
    </message>
    <message>
      <source>in grey</source>
      <translation>회색조</translation>
    </message>
    <message>
      <source>inception score</source>
      <translation>인셉션 점수</translation>
    </message>
    <message>
      <source>inpaint</source>
      <translation>채우기</translation>
    </message>
    <message>
      <source>inpaint-brush</source>
      <translation>inpaint-brush</translation>
    </message>
    <message>
      <source>inpaint_this</source>
      <translation>inpaint_this</translation>
    </message>
    <message>
      <source>inpainting always ends with the denoising step; leave out --no-denoise</source>
      <translation>채우기는 언제나 잡음 제거 스텝으로 끝납니다. --no-denoise를 빼십시오</translation>
    </message>
    <message>
      <source>inside</source>
      <translation>inside</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>중단됨</translation>
    </message>
    <message>
      <source>invalid choice: {0} (choose from {1})</source>
      <translation>잘못된 선택: {0} ({1} 가운데 고르십시오)</translation>
    </message>
    <message>
      <source>invalid choice: {0}, maybe you meant {1}? (choose from {2})</source>
      <translation>잘못된 선택: {0}, 혹시 {1}입니까? ({2} 가운데 고르십시오)</translation>
    </message>
    <message>
      <source>invalid float value: {0}</source>
      <translation>수가 아닙니다: {0}</translation>
    </message>
    <message>
      <source>invalid int value: {0}</source>
      <translation>정수가 아닙니다: {0}</translation>
    </message>
    <message>
      <source>invalid {0} value: {1}</source>
      <translation>잘못된 {0} 값: {1}</translation>
    </message>
    <message>
      <source>invert</source>
      <translation>반전</translation>
    </message>
    <message>
      <source>invert_mask</source>
      <translation>invert_mask</translation>
    </message>
    <message>
      <source>is conditional (on text or another picture)</source>
      <translation>조건(글이나 다른 이미지)을 받는 신경망입니다</translation>
    </message>
    <message>
      <source>is not a configuration: no section 'model' or 'data'</source>
      <translation>구성이 아닙니다: 절 'model'이나 'data'가 없습니다</translation>
    </message>
    <message>
      <source>is not a configuration: {0}</source>
      <translation>구성이 아닙니다: {0}</translation>
    </message>
    <message>
      <source>is not known here</source>
      <translation>여기서는 모르는 것입니다</translation>
    </message>
    <message>
      <source>it</source>
      <translation>회</translation>
    </message>
    <message>
      <source>it appends to something that is no list</source>
      <translation>목록이 아닌 것에 덧붙이려 합니다</translation>
    </message>
    <message>
      <source>it breaks off</source>
      <translation>중간에 끊겼습니다</translation>
    </message>
    <message>
      <source>it calls something that is no function</source>
      <translation>함수가 아닌 것을 부르려 합니다</translation>
    </message>
    <message>
      <source>it cannot be looked into here: {0}</source>
      <translation>여기서는 들여다볼 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>it cannot be read, for it is not an array of numbers</source>
      <translation>수의 배열이 아니어서 읽을 수 없습니다</translation>
    </message>
    <message>
      <source>it claims {0} numbers, more than the file holds ({1} bytes)</source>
      <translation>수가 {0}개라고 하지만 파일({1}바이트)에는 그만큼 없습니다</translation>
    </message>
    <message>
      <source>it claims {0} rows</source>
      <translation>행이 {0}개라고 합니다</translation>
    </message>
    <message>
      <source>it does not fit this run ({0})</source>
      <translation>이 실행에 맞지 않습니다({0})</translation>
    </message>
    <message>
      <source>it does not hold noise levels</source>
      <translation>잡음 수준이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it does not say which files hold the weights</source>
      <translation>어느 파일에 가중치가 있는지 말하지 않습니다</translation>
    </message>
    <message>
      <source>it ends after {0} of {1} bytes of data</source>
      <translation>데이터 {1}바이트 가운데 {0}바이트에서 끝납니다</translation>
    </message>
    <message>
      <source>it ends too early</source>
      <translation>너무 일찍 끝납니다</translation>
    </message>
    <message>
      <source>it ends {0} bytes too early</source>
      <translation>{0}바이트 일찍 끝납니다</translation>
    </message>
    <message>
      <source>it has format version {0}, this program reads {1}</source>
      <translation>형식의 판이 {0}인데 이 프로그램은 {1}을(를) 읽습니다</translation>
    </message>
    <message>
      <source>it has more than a megabyte of comment</source>
      <translation>설명이 1메가바이트를 넘습니다</translation>
    </message>
    <message>
      <source>it has more than {0} chunks</source>
      <translation>조각이 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it has more than {0} parts</source>
      <translation>부분이 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it has more than {0} points</source>
      <translation>점이 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it has no directory</source>
      <translation>목차가 없습니다</translation>
    </message>
    <message>
      <source>it has {0} noise levels; from 2 to 10,000 are possible</source>
      <translation>잡음 수준이 {0}개입니다. 2개에서 10,000개까지 쓸 수 있습니다</translation>
    </message>
    <message>
      <source>it has {0} points, more than {1}</source>
      <translation>점이 {0}개로 {1}개를 넘습니다</translation>
    </message>
    <message>
      <source>it holds an unknown tensor {0}</source>
      <translation>모르는 텐서 {0}이(가) 들어 있습니다</translation>
    </message>
    <message>
      <source>it holds more than {0} files</source>
      <translation>파일이 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it holds more than {0} pictures</source>
      <translation>이미지가 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it holds more than {0} values</source>
      <translation>값이 {0}개를 넘습니다</translation>
    </message>
    <message>
      <source>it holds no array</source>
      <translation>배열이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds no experiment</source>
      <translation>실험이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds no network weights where they are expected</source>
      <translation>있어야 할 곳에 신경망의 가중치가 없습니다</translation>
    </message>
    <message>
      <source>it holds no network: {0}/{1} are missing</source>
      <translation>신경망이 들어 있지 않습니다: {0}/{1}이(가) 없습니다</translation>
    </message>
    <message>
      <source>it holds no pictures</source>
      <translation>이미지가 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds no run</source>
      <translation>실행이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds no settings of a run</source>
      <translation>실행의 설정이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds no sweep</source>
      <translation>스윕이 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds none of the layouts that are known</source>
      <translation>아는 배치가 하나도 들어 있지 않습니다</translation>
    </message>
    <message>
      <source>it holds something else than numbers ({0})</source>
      <translation>수가 아닌 것이 들어 있습니다({0})</translation>
    </message>
    <message>
      <source>it holds the average (EMA) alone, without its names</source>
      <translation>평균(EMA)만 이름 없이 들어 있습니다</translation>
    </message>
    <message>
      <source>it holds the network {0}, version {1}; known is {2}, {3}</source>
      <translation>신경망 {0} 판 {1}이(가) 들어 있습니다. 아는 것은 {2} 판 {3}입니다</translation>
    </message>
    <message>
      <source>it holds the tensor {0} twice</source>
      <translation>텐서 {0}이(가) 두 번 들어 있습니다</translation>
    </message>
    <message>
      <source>it holds values of IDX type 0x{0}, not bytes</source>
      <translation>바이트가 아니라 IDX 형 0x{0}의 값이 들어 있습니다</translation>
    </message>
    <message>
      <source>it holds {0}: it asks to use {1}, and score-explorer runs no code from a file</source>
      <translation>{0}이(가) 들어 있습니다: {1}을(를) 쓰려 하는데, score-explorer는 파일의 코드를 실행하지 않습니다</translation>
    </message>
    <message>
      <source>it is a TorchScript program, which holds code</source>
      <translation>코드가 든 TorchScript 프로그램입니다</translation>
    </message>
    <message>
      <source>it is a consistency model{0}, which jumps along the ODE: its output is no E[x_0 | x], so there is no score</source>
      <translation>ODE를 따라 뛰는 일관성 모형{0}입니다: 출력이 E[x_0 | x]가 아니므로 스코어가 없습니다</translation>
    </message>
    <message>
      <source>it is a diffusion model in a latent space{0}, not of pixels</source>
      <translation>픽셀이 아니라 잠재 공간의 확산 모형입니다{0}</translation>
    </message>
    <message>
      <source>it is a network of the 2-D lab, which knows no pictures</source>
      <translation>2차원 실험실의 신경망이라 이미지를 모릅니다</translation>
    </message>
    <message>
      <source>it is a network that samples are compared by, not one that makes them</source>
      <translation>표본을 만드는 신경망이 아니라 비교하는 데 쓰는 신경망입니다</translation>
    </message>
    <message>
      <source>it is a pickle, but not one that torch.save wrote</source>
      <translation>pickle이지만 torch.save가 쓴 것이 아닙니다</translation>
    </message>
    <message>
      <source>it is a pickled program of NVIDIA's (it asks for {0}): opening it would run code from the file</source>
      <translation>NVIDIA의 pickle 프로그램입니다({0}을(를) 요구합니다): 열면 파일의 코드가 실행됩니다</translation>
    </message>
    <message>
      <source>it is a zip archive, but not one that torch.save wrote</source>
      <translation>zip 묶음 파일이지만 torch.save가 쓴 것이 아닙니다</translation>
    </message>
    <message>
      <source>it is an NCSN++, but of none of the published configurations</source>
      <translation>NCSN++이지만 공개된 구성의 것이 아닙니다</translation>
    </message>
    <message>
      <source>it is damaged or incomplete ({0})</source>
      <translation>손상되었거나 온전하지 않습니다({0})</translation>
    </message>
    <message>
      <source>it is damaged: it ends before what it should hold</source>
      <translation>손상되었습니다: 들어 있어야 할 것보다 먼저 끝납니다</translation>
    </message>
    <message>
      <source>it is damaged: {0}</source>
      <translation>손상되었습니다: {0}</translation>
    </message>
    <message>
      <source>it is locked by a password</source>
      <translation>암호로 잠겨 있습니다</translation>
    </message>
    <message>
      <source>it is made of empty parts</source>
      <translation>빈 부분으로 되어 있습니다</translation>
    </message>
    <message>
      <source>it is nested more than {0} deep</source>
      <translation>{0}단계보다 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
      <source>it is no JSON ({0})</source>
      <translation>JSON이 아닙니다({0})</translation>
    </message>
    <message>
      <source>it is no configuration: no mapping of names to values</source>
      <translation>구성이 아닙니다: 이름과 값의 매핑이 없습니다</translation>
    </message>
    <message>
      <source>it is no dictionary of tensors</source>
      <translation>텐서의 사전이 아닙니다</translation>
    </message>
    <message>
      <source>it is no feature network of this program</source>
      <translation>이 프로그램의 특징 신경망이 아닙니다</translation>
    </message>
    <message>
      <source>it is no whole Parquet file ({0})</source>
      <translation>온전한 Parquet 파일이 아닙니다({0})</translation>
    </message>
    <message>
      <source>it is not a 2-D score network</source>
      <translation>2차원 스코어 신경망이 아닙니다</translation>
    </message>
    <message>
      <source>it is not a checkpoint</source>
      <translation>체크포인트가 아닙니다</translation>
    </message>
    <message>
      <source>it is not a text file (UTF-8)</source>
      <translation>텍스트 파일(UTF-8)이 아닙니다</translation>
    </message>
    <message>
      <source>it is not an array of real numbers</source>
      <translation>실수의 배열이 아닙니다</translation>
    </message>
    <message>
      <source>it is not an array, or a file of them</source>
      <translation>배열이나 배열의 파일이 아닙니다</translation>
    </message>
    <message>
      <source>it is not the configuration of a scheduler</source>
      <translation>scheduler의 구성이 아닙니다</translation>
    </message>
    <message>
      <source>it is of a {0} model, which is not known; known are vesde, vpsde and subvpsde</source>
      <translation>모르는 모형 {0}의 것입니다. 아는 것은 vesde, vpsde, subvpsde입니다</translation>
    </message>
    <message>
      <source>it is only a Git LFS pointer: the file itself has not been fetched</source>
      <translation>Git LFS 포인터일 뿐입니다: 파일 자체를 받지 않았습니다</translation>
    </message>
    <message>
      <source>it is too large for a configuration ({0} bytes)</source>
      <translation>구성으로는 너무 큽니다({0}바이트)</translation>
    </message>
    <message>
      <source>it is too large: {0}, and at most {1} are read</source>
      <translation>너무 큽니다: {0}이고, {1}까지 읽습니다</translation>
    </message>
    <message>
      <source>it is trained by flow matching ({0}): its output is a velocity between noise and picture, for which there is no noise level sigma here</source>
      <translation>흐름 매칭으로 학습했습니다({0}): 출력이 잡음과 이미지 사이의 속도라서 여기서 쓸 잡음 수준 sigma가 없습니다</translation>
    </message>
    <message>
      <source>it is {0}, not a checkpoint</source>
      <translation>체크포인트가 아니라 {0}입니다</translation>
    </message>
    <message>
      <source>it is {0}, the pictures before it are {1}</source>
      <translation>{0}인데 그 앞의 이미지는 {1}입니다</translation>
    </message>
    <message>
      <source>it is {0}, whose output is not a score that can be used here</source>
      <translation>{0}입니다. 그 출력은 여기서 쓸 수 있는 스코어가 아닙니다</translation>
    </message>
    <message>
      <source>it is {0}x{1}</source>
      <translation>{0}x{1}입니다</translation>
    </message>
    <message>
      <source>it is {0}x{1}: {2}x{3}+{4}+{5} is not inside</source>
      <translation>{0}x{1}입니다: {2}x{3}+{4}+{5}은(는) 안에 있지 않습니다</translation>
    </message>
    <message>
      <source>it lacks the noise levels ('sigmas'), as the average (EMA) alone does</source>
      <translation>평균(EMA)만 있는 파일처럼 잡음 수준('sigmas')이 없습니다</translation>
    </message>
    <message>
      <source>it names {0}, which is no file of weights beside it</source>
      <translation>{0}을(를) 가리키는데 옆에 그런 가중치 파일이 없습니다</translation>
    </message>
    <message>
      <source>it puts entries into something that has none</source>
      <translation>항목이 없는 것에 항목을 넣으려 합니다</translation>
    </message>
    <message>
      <source>it refers to something that is no storage</source>
      <translation>저장 공간이 아닌 것을 가리킵니다</translation>
    </message>
    <message>
      <source>it refers to something that it has not made</source>
      <translation>만들지 않은 것을 가리킵니다</translation>
    </message>
    <message>
      <source>it sets the inside of something that has none</source>
      <translation>안이 없는 것의 안을 정하려 합니다</translation>
    </message>
    <message>
      <source>it takes more than {0} steps</source>
      <translation>{0}스텝을 넘습니다</translation>
    </message>
    <message>
      <source>it unpacks to more than 256 MiB</source>
      <translation>압축을 풀면 256 MiB를 넘습니다</translation>
    </message>
    <message>
      <source>it uses aliases</source>
      <translation>별칭을 씁니다</translation>
    </message>
    <message>
      <source>it was changed while it was in use</source>
      <translation>쓰는 동안 바뀌었습니다</translation>
    </message>
    <message>
      <source>it was cut while it was read</source>
      <translation>읽는 동안 잘렸습니다</translation>
    </message>
    <message>
      <source>it was made by inpainting</source>
      <translation>채우기로 만든 것입니다</translation>
    </message>
    <message>
      <source>it was made with the checkpoint {0} (SHA-256 {1})</source>
      <translation>체크포인트 {0}(SHA-256 {1})(으)로 만들었습니다</translation>
    </message>
    <message>
      <source>it was not made by inpainting</source>
      <translation>채우기로 만든 것이 아닙니다</translation>
    </message>
    <message>
      <source>it was written by an earlier version, or is damaged</source>
      <translation>이전 판이 썼거나 손상되었습니다</translation>
    </message>
    <message>
      <source>it would unpack to {0} MiB, {1} times its size</source>
      <translation>압축을 풀면 {0} MiB로, 크기의 {1}배가 됩니다</translation>
    </message>
    <message>
      <source>its EMA holds {0} tensors, but the network has {1}</source>
      <translation>EMA에는 텐서가 {0}개인데 신경망에는 {1}개입니다</translation>
    </message>
    <message>
      <source>its EMA holds {0}, which its network does not</source>
      <translation>EMA에 신경망에는 없는 {0}이(가) 있습니다</translation>
    </message>
    <message>
      <source>its EMA is not a list of tensors</source>
      <translation>EMA가 텐서의 목록이 아닙니다</translation>
    </message>
    <message>
      <source>its array has the shape {0}, not [N, 2]</source>
      <translation>배열의 모양이 [N, 2]가 아니라 {0}입니다</translation>
    </message>
    <message>
      <source>its betas are rescaled to a signal-to-noise ratio of 0 at the last step, where nothing of the picture is left: no noise level sigma belongs to it</source>
      <translation>베타가 마지막 스텝에서 신호 대 잡음비가 0이 되도록 조정되어 거기에는 이미지가 조금도 남지 않습니다: 그 스텝에 맞는 잡음 수준 sigma가 없습니다</translation>
    </message>
    <message>
      <source>its column</source>
      <translation>그 열</translation>
    </message>
    <message>
      <source>its configuration is of no use: {0}</source>
      <translation>구성을 쓸 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>its directory claims too much</source>
      <translation>목차에 적힌 크기가 너무 큽니다</translation>
    </message>
    <message>
      <source>its experiment is damaged ({0})</source>
      <translation>실험이 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>its floor</source>
      <translation>그 바닥값</translation>
    </message>
    <message>
      <source>its header claims an array of {0}</source>
      <translation>머리말이 {0}의 배열이라고 합니다</translation>
    </message>
    <message>
      <source>its header claims an array of {0} dimensions</source>
      <translation>머리말이 {0}차원의 배열이라고 합니다</translation>
    </message>
    <message>
      <source>its header claims {0}, more than the file holds</source>
      <translation>머리말이 {0}(이)라고 하지만 파일에는 그만큼 없습니다</translation>
    </message>
    <message>
      <source>its header does not describe a network ({0})</source>
      <translation>머리말이 신경망을 설명하지 않습니다({0})</translation>
    </message>
    <message>
      <source>its header is damaged ({0})</source>
      <translation>머리말이 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>its largest noise level (ncsn: 1)</source>
      <translation>가장 큰 잡음 수준 (ncsn: 1)</translation>
    </message>
    <message>
      <source>its largest noise level follows from the SDE that was given</source>
      <translation>가장 큰 잡음 수준은 준 SDE에서 나옵니다</translation>
    </message>
    <message>
      <source>its lines have 3 values, and the first does not merely count them</source>
      <translation>줄마다 값이 3개인데 첫째가 번호만은 아닙니다</translation>
    </message>
    <message>
      <source>its links lead in a circle</source>
      <translation>링크가 순환합니다</translation>
    </message>
    <message>
      <source>its mask or source does not fit this network ({0})</source>
      <translation>마스크나 원본이 이 신경망에 맞지 않습니다({0})</translation>
    </message>
    <message>
      <source>its network cannot take pictures of {0}x{1} pixels</source>
      <translation>이 신경망은 {0}x{1}픽셀 이미지를 받을 수 없습니다</translation>
    </message>
    <message>
      <source>its network is a transformer{0}, which is not known here</source>
      <translation>신경망이 여기서는 모르는 트랜스포머{0}입니다</translation>
    </message>
    <message>
      <source>its network is called {0}; known are: {1}</source>
      <translation>신경망의 이름이 {0}입니다. 아는 것은 다음과 같습니다: {1}</translation>
    </message>
    <message>
      <source>its network is conditional: it has to be told a class</source>
      <translation>조건을 받는 신경망입니다: 클래스를 알려 주어야 합니다</translation>
    </message>
    <message>
      <source>its network is of the kind {0}</source>
      <translation>신경망이 {0} 종류입니다</translation>
    </message>
    <message>
      <source>its network, a {0}, {1}</source>
      <translation>그 신경망({0})은 {1}</translation>
    </message>
    <message>
      <source>its noise levels ('sigmas') do not descend from finite to positive</source>
      <translation>잡음 수준('sigmas')이 유한한 값에서 양수로 내려가지 않습니다</translation>
    </message>
    <message>
      <source>its noise levels cannot run from {0} to {1}</source>
      <translation>잡음 수준이 {0}에서 {1}(으)로 갈 수 없습니다</translation>
    </message>
    <message>
      <source>its numbers of features are no multiples of {0}</source>
      <translation>특징의 수가 {0}의 배수가 아닙니다</translation>
    </message>
    <message>
      <source>its own</source>
      <translation>자체의 값</translation>
    </message>
    <message>
      <source>its parts claim to be larger than the file</source>
      <translation>부분들이 파일보다 크다고 합니다</translation>
    </message>
    <message>
      <source>its parts claim to be larger than the file ({0} bytes)</source>
      <translation>부분들이 파일({0}바이트)보다 크다고 합니다</translation>
    </message>
    <message>
      <source>its pickle cannot be read ({0})</source>
      <translation>pickle을 읽을 수 없습니다({0})</translation>
    </message>
    <message>
      <source>its pickle is too large for one of tensors</source>
      <translation>pickle이 텐서의 것으로는 너무 큽니다</translation>
    </message>
    <message>
      <source>its pictures have another size</source>
      <translation>이미지의 크기가 다릅니다</translation>
    </message>
    <message>
      <source>its pictures have {0} channels, the samples {1}</source>
      <translation>이미지의 채널은 {0}개, 표본은 {1}개입니다</translation>
    </message>
    <message>
      <source>its prepared weights would take {0} GiB</source>
      <translation>준비한 가중치가 {0} GiB를 차지하게 됩니다</translation>
    </message>
    <message>
      <source>its row</source>
      <translation>그 행</translation>
    </message>
    <message>
      <source>its rows lie in groups of {0} GiB</source>
      <translation>행이 {0} GiB씩 묶여 있습니다</translation>
    </message>
    <message>
      <source>its scheduler, {0}, is not known here</source>
      <translation>scheduler {0}은(는) 여기서 모르는 것입니다</translation>
    </message>
    <message>
      <source>its settings cannot be used ({0})</source>
      <translation>설정을 쓸 수 없습니다({0})</translation>
    </message>
    <message>
      <source>its settings do not describe a network: {0}</source>
      <translation>설정이 신경망을 설명하지 않습니다: {0}</translation>
    </message>
    <message>
      <source>its settings have version {0}, not {1}</source>
      <translation>설정의 판이 {1}이(가) 아니라 {0}입니다</translation>
    </message>
    <message>
      <source>its smallest noise level (ncsn: 0.01)</source>
      <translation>가장 작은 잡음 수준 (ncsn: 0.01)</translation>
    </message>
    <message>
      <source>its smallest noise level cannot be {0}: the largest is {1}</source>
      <translation>가장 작은 잡음 수준이 {0}일 수 없습니다: 가장 큰 것이 {1}입니다</translation>
    </message>
    <message>
      <source>its stored settings are damaged ({0})</source>
      <translation>저장된 설정이 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>its sweep is damaged ({0})</source>
      <translation>스윕이 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>its tags claim more than the file holds</source>
      <translation>태그에 적힌 값이 파일에 있는 것보다 많습니다</translation>
    </message>
    <message>
      <source>its tensors and their numbers do not belong together</source>
      <translation>텐서와 그 값이 서로 맞지 않습니다</translation>
    </message>
    <message>
      <source>its tensors claim {0} bytes, but the file has {1}</source>
      <translation>텐서가 {0}바이트라고 하지만 파일에는 {1}바이트가 있습니다</translation>
    </message>
    <message>
      <source>its training configuration (YAML or JSON)</source>
      <translation>학습에 쓴 구성(YAML 또는 JSON)</translation>
    </message>
    <message>
      <source>its values go from {0} to {1}</source>
      <translation>값이 {0}에서 {1}까지입니다</translation>
    </message>
    <message>
      <source>its way of packing is not known ({0})</source>
      <translation>압축 방법을 모릅니다({0})</translation>
    </message>
    <message>
      <source>its weights are missing: no diffusion_pytorch_model.safetensors</source>
      <translation>가중치가 없습니다: diffusion_pytorch_model.safetensors가 없습니다</translation>
    </message>
    <message>
      <source>its weights are not those that were written</source>
      <translation>쓴 그대로의 가중치가 아닙니다</translation>
    </message>
    <message>
      <source>its weights are those of Flax (JAX), which are not read here</source>
      <translation>여기서 읽지 않는 Flax(JAX)의 가중치입니다</translation>
    </message>
    <message>
      <source>its weights are those of {0} ({1}), which are not read here</source>
      <translation>여기서 읽지 않는 {0}({1})의 가중치입니다</translation>
    </message>
    <message>
      <source>its weights belong to no network that is known</source>
      <translation>아는 신경망의 가중치가 아닙니다</translation>
    </message>
    <message>
      <source>its weights say {0}.{1} = {2}, but {3} says {4}</source>
      <translation>가중치로는 {0}.{1} = {2}인데 {3}에는 {4}(으)로 나옵니다</translation>
    </message>
    <message>
      <source>judged as their folder</source>
      <translation>폴더와 같게 판단</translation>
    </message>
    <message>
      <source>kT/2</source>
      <translation>kT/2</translation>
    </message>
    <message>
      <source>keep networks and grids along the way in FILE's folder .along, up to so many MiB (default: 0, none)</source>
      <translation>도중의 신경망과 격자를 FILE의 폴더 .along에 이만큼의 MiB까지 보관 (기본값: 0, 없음)</translation>
    </message>
    <message>
      <source>keep_all</source>
      <translation>keep_all</translation>
    </message>
    <message>
      <source>keep_marked</source>
      <translation>keep_marked</translation>
    </message>
    <message>
      <source>kernel</source>
      <translation>커널</translation>
    </message>
    <message>
      <source>kernel distance</source>
      <translation>커널 거리</translation>
    </message>
    <message>
      <source>kick</source>
      <translation>충격</translation>
    </message>
    <message>
      <source>kinetic</source>
      <translation>운동</translation>
    </message>
    <message>
      <source>kinetic temperature</source>
      <translation>운동 온도</translation>
    </message>
    <message>
      <source>kinetic temperature: {0}; tau = {1}, and the scheme itself gives {2} in the narrowest mode; standard error {3}</source>
      <translation>운동 온도: {0}. tau = {1}이고, 방법 자체는 가장 좁은 봉우리에서 {2}을(를) 줍니다. 표준 오차 {3}</translation>
    </message>
    <message>
      <source>known</source>
      <translation>아는 픽셀</translation>
    </message>
    <message>
      <source>known pixels get one noisy copy a level (ncsn), a fresh one at each step (ncsnv2; default), or one for the run (default of the samplers that follow an ODE)</source>
      <translation>아는 픽셀은 수준마다 잡음 섞인 사본 하나(ncsn), 스텝마다 새것(ncsnv2, 기본값), 또는 실행에 하나(ODE를 따르는 샘플러의 기본값)를 받습니다</translation>
    </message>
    <message>
      <source>known pixels held by {0}, {1} passes a level</source>
      <translation>아는 픽셀을 붙드는 방법: {0}, 수준당 반복 {1}번</translation>
    </message>
    <message>
      <source>lab</source>
      <translation>실험실</translation>
    </message>
    <message>
      <source>lab-density</source>
      <translation>lab-density</translation>
    </message>
    <message>
      <source>large σ: noise</source>
      <translation>큰 σ: 잡음</translation>
    </message>
    <message>
      <source>larger</source>
      <translation>크게</translation>
    </message>
    <message>
      <source>largest mode</source>
      <translation>가장 큰 봉우리</translation>
    </message>
    <message>
      <source>largest noise level (default: from the data)</source>
      <translation>가장 큰 잡음 수준 (기본값: 데이터에서)</translation>
    </message>
    <message>
      <source>lasso</source>
      <translation>올가미</translation>
    </message>
    <message>
      <source>learn</source>
      <translation>배우기</translation>
    </message>
    <message>
      <source>learned</source>
      <translation>학습됨</translation>
    </message>
    <message>
      <source>learning rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <source>left</source>
      <translation>왼쪽</translation>
    </message>
    <message>
      <source>left out: {0}</source>
      <translation>뺀 것: {0}</translation>
    </message>
    <message>
      <source>lesson</source>
      <translation>강의</translation>
    </message>
    <message>
      <source>let particles follow the score of a 2-D density</source>
      <translation>입자가 2차원 밀도의 스코어를 따라가게 합니다</translation>
    </message>
    <message>
      <source>level</source>
      <translation>수준</translation>
    </message>
    <message>
      <source>level i</source>
      <translation>수준 i</translation>
    </message>
    <message>
      <source>level {0} of {1}</source>
      <translation>수준 {0} / {1}</translation>
    </message>
    <message>
      <source>level {0}, step {1}</source>
      <translation>수준 {0}, 스텝 {1}</translation>
    </message>
    <message>
      <source>level {0}, step {1}, sigma = {2}</source>
      <translation>수준 {0}, 스텝 {1}, sigma = {2}</translation>
    </message>
    <message>
      <source>level {0}, step {1}, σ = {2}</source>
      <translation>수준 {0}, 스텝 {1}, σ = {2}</translation>
    </message>
    <message>
      <source>level {0}/{1}, sigma {2}</source>
      <translation>수준 {0}/{1}, sigma {2}</translation>
    </message>
    <message>
      <source>levels</source>
      <translation>levels</translation>
    </message>
    <message>
      <source>libraries that a window needs are missing; install them with: sudo apt install {0}. Without a window, use: {1}</source>
      <translation>창에 필요한 라이브러리가 없습니다. 다음으로 설치하십시오: sudo apt install {0}. 창이 없으면 다음을 쓰십시오: {1}</translation>
    </message>
    <message>
      <source>licence</source>
      <translation>라이선스</translation>
    </message>
    <message>
      <source>licence of the data</source>
      <translation>데이터의 라이선스</translation>
    </message>
    <message>
      <source>light</source>
      <translation>밝게</translation>
    </message>
    <message>
      <source>line {0} cannot be understood ({1})</source>
      <translation>{0}째 줄을 이해할 수 없습니다({1})</translation>
    </message>
    <message>
      <source>line {0} does not hold two numbers: {1}</source>
      <translation>{0}째 줄에 수가 둘 있지 않습니다: {1}</translation>
    </message>
    <message>
      <source>line {0} has {1} values instead of {2}</source>
      <translation>{0}째 줄의 값이 {2}개가 아니라 {1}개입니다</translation>
    </message>
    <message>
      <source>line {0} holds a value that is not finite: {1}</source>
      <translation>{0}째 줄에 유한하지 않은 값이 있습니다: {1}</translation>
    </message>
    <message>
      <source>line {0} is more than a point file has</source>
      <translation>{0}째 줄은 점 파일의 한도를 넘습니다</translation>
    </message>
    <message>
      <source>line {0}: {1}</source>
      <translation>{0}째 줄: {1}</translation>
    </message>
    <message>
      <source>linear in |s|</source>
      <translation>|s|에 비례</translation>
    </message>
    <message>
      <source>list of {0}</source>
      <translation>{0}의 목록</translation>
    </message>
    <message>
      <source>list the network's modules in their order: what they make of a picture, their parameters, and how much of the picture one place of a convolution, or of a block of several, sees</source>
      <translation>신경망의 모듈을 차례로 나열합니다: 이미지로 만드는 것, 매개변수, 합성곱이나 여럿을 묶은 블록의 한 자리가 이미지의 얼마를 보는지</translation>
    </message>
    <message>
      <source>live</source>
      <translation>마지막</translation>
    </message>
    <message>
      <source>live, as last trained</source>
      <translation>마지막 학습 상태 그대로</translation>
    </message>
    <message>
      <source>ln sigma normal with mean {0} and deviation {1}, truncated to sigma from {2} to {3}</source>
      <translation>ln sigma는 평균 {0}, 표준편차 {1}의 가우스 분포이고, sigma {2}에서 {3}까지로 자름</translation>
    </message>
    <message>
      <source>load it with from_flax=True</source>
      <translation>from_flax=True로 읽어</translation>
    </message>
    <message>
      <source>log p − max log p</source>
      <translation>log p − max log p</translation>
    </message>
    <message>
      <source>log-density log p</source>
      <translation>로그 밀도 log p</translation>
    </message>
    <message>
      <source>logarithmic</source>
      <translation>로그 눈금</translation>
    </message>
    <message>
      <source>logarithmic in both directions from zero</source>
      <translation>영에서 양쪽으로 로그 눈금</translation>
    </message>
    <message>
      <source>logit</source>
      <translation>logit</translation>
    </message>
    <message>
      <source>logit_transform</source>
      <translation>logit_transform</translation>
    </message>
    <message>
      <source>logits of pixels</source>
      <translation>픽셀의 로짓</translation>
    </message>
    <message>
      <source>logits of the pixels</source>
      <translation>픽셀의 로짓</translation>
    </message>
    <message>
      <source>look for</source>
      <translation>살펴볼 것</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>loss {0}</source>
      <translation>손실 {0}</translation>
    </message>
    <message>
      <source>loss, data with noise of σ = {0}</source>
      <translation>손실, 잡음 σ = {0}을 더한 데이터</translation>
    </message>
    <message>
      <source>loss, data without noise</source>
      <translation>손실, 잡음 없는 데이터</translation>
    </message>
    <message>
      <source>loss, σ from {0} to {1}</source>
      <translation>손실, σ는 {0}에서 {1}까지</translation>
    </message>
    <message>
      <source>m E|v|² / 2, beside what the scheme itself reads in the narrowest mode, τ less h²/(4mσ²) of it, with the standard error of the mean</source>
      <translation>m E|v|² / 2. 괄호 안은 가장 좁은 봉우리에서 이 방법 자체가 내는 값, 곧 τ에서 그 h²/(4mσ²)배를 뺀 값과 평균의 표준오차입니다</translation>
    </message>
    <message>
      <source>m v²/2</source>
      <translation>m v²/2</translation>
    </message>
    <message>
      <source>m v²/2 a coordinate, of particles with velocities (Underdamped Langevin), beside kT/2.</source>
      <translation>속도가 있는 입자(저감쇠 랑주뱅)의 좌표마다의 m v²/2와 kT/2입니다.</translation>
    </message>
    <message>
      <source>make pictures from noise</source>
      <translation>잡음에서 이미지를 만듭니다</translation>
    </message>
    <message>
      <source>makes</source>
      <translation>만드는 것</translation>
    </message>
    <message>
      <source>mala</source>
      <translation>mala</translation>
    </message>
    <message>
      <source>many data {0}, few {1}, none {2}</source>
      <translation>데이터가 많은 곳 {0}, 적은 곳 {1}, 없는 곳 {2}</translation>
    </message>
    <message>
      <source>map segment</source>
      <translation>map segment</translation>
    </message>
    <message>
      <source>map {0}: {1} … {2}</source>
      <translation>맵 {0}: {1} … {2}</translation>
    </message>
    <message>
      <source>mark</source>
      <translation>표시</translation>
    </message>
    <message>
      <source>mark_all</source>
      <translation>mark_all</translation>
    </message>
    <message>
      <source>mark_none</source>
      <translation>mark_none</translation>
    </message>
    <message>
      <source>mask hidden (H)</source>
      <translation>마스크 숨김(H)</translation>
    </message>
    <message>
      <source>mask repainted, {0} regenerated</source>
      <translation>마스크를 다시 칠함, {0} 다시 생성</translation>
    </message>
    <message>
      <source>mask: {0}</source>
      <translation>마스크: {0}</translation>
    </message>
    <message>
      <source>mean</source>
      <translation>평균</translation>
    </message>
    <message>
      <source>mean ({0}, {1}), covariance (xx {2}, xy {3}, yy {4})</source>
      <translation>평균 ({0}, {1}), 공분산 (xx {2}, xy {3}, yy {4})</translation>
    </message>
    <message>
      <source>mean of V</source>
      <translation>V의 평균</translation>
    </message>
    <message>
      <source>mean of ln sigma in training (default: ln 0.5, less for data of little contrast)</source>
      <translation>학습에서 ln sigma의 평균 (기본값: ln 0.5, 대비가 작은 데이터는 더 작게)</translation>
    </message>
    <message>
      <source>mean squared displacement</source>
      <translation>평균 제곱 변위</translation>
    </message>
    <message>
      <source>mean top probability</source>
      <translation>평균 최고 확률</translation>
    </message>
    <message>
      <source>median distance {0}</source>
      <translation>거리의 중앙값 {0}</translation>
    </message>
    <message>
      <source>median {0}, smallest {1}</source>
      <translation>중앙값 {0}, 최솟값 {1}</translation>
    </message>
    <message>
      <source>median {0}, smallest {1} in L2</source>
      <translation>L2에서 중앙값 {0}, 최솟값 {1}</translation>
    </message>
    <message>
      <source>menu entries of this kind are for Linux and other systems that follow freedesktop.org</source>
      <translation>이런 종류의 메뉴 항목은 Linux처럼 freedesktop.org를 따르는 시스템을 위한 것입니다</translation>
    </message>
    <message>
      <source>min</source>
      <translation>분</translation>
    </message>
    <message>
      <source>minutes between grids, besides those of the epochs (0: none)</source>
      <translation>에포크에 따른 격자 외에 추출하는 격자 사이의 시간, 분 (0: 없음)</translation>
    </message>
    <message>
      <source>mirror half of the pictures of each step, left to right</source>
      <translation>스텝마다 이미지의 절반을 좌우로 뒤집음</translation>
    </message>
    <message>
      <source>mnist</source>
      <translation>mnist</translation>
    </message>
    <message>
      <source>mnist, other.pth</source>
      <translation>mnist, other.pth</translation>
    </message>
    <message>
      <source>modes must be a list of [x, y, standard deviation, weight]</source>
      <translation>봉우리는 [x, y, 표준편차, 가중치]의 목록이어야 합니다</translation>
    </message>
    <message>
      <source>modes, amiss</source>
      <translation>어긋난 봉우리</translation>
    </message>
    <message>
      <source>module</source>
      <translation>모듈</translation>
    </message>
    <message>
      <source>more was painted during this run than an exported picture keeps: it will hold the last state only</source>
      <translation>이 실행 동안 칠한 것이, 내보낸 이미지가 담는 것보다 많습니다. 마지막 상태만 담게 됩니다</translation>
    </message>
    <message>
      <source>mps</source>
      <translation>mps</translation>
    </message>
    <message>
      <source>must be {0}, not {1}</source>
      <translation>{0}여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>name</source>
      <translation>이름</translation>
    </message>
    <message>
      <source>ncsn checkpoint</source>
      <translation>ncsn 체크포인트</translation>
    </message>
    <message>
      <source>nearer than that median</source>
      <translation>그 중앙값보다 가까움</translation>
    </message>
    <message>
      <source>nearest trained on</source>
      <translation>가장 가까운 학습 이미지</translation>
    </message>
    <message>
      <source>network</source>
      <translation>신경망</translation>
    </message>
    <message>
      <source>new_seed</source>
      <translation>new_seed</translation>
    </message>
    <message>
      <source>newest</source>
      <translation>가장 새것</translation>
    </message>
    <message>
      <source>next_level</source>
      <translation>next_level</translation>
    </message>
    <message>
      <source>next_step</source>
      <translation>next_step</translation>
    </message>
    <message>
      <source>no base of its SDE leads to a largest noise level of {0}</source>
      <translation>SDE의 어떤 밑도 가장 큰 잡음 수준 {0}에 이르지 않습니다</translation>
    </message>
    <message>
      <source>no file named</source>
      <translation>지정한 파일 없음</translation>
    </message>
    <message>
      <source>no grid of samples this time: {0}</source>
      <translation>이번에는 표본의 격자가 없습니다: {0}</translation>
    </message>
    <message>
      <source>no lines</source>
      <translation>선 없음</translation>
    </message>
    <message>
      <source>no logits</source>
      <translation>로짓 아님</translation>
    </message>
    <message>
      <source>no pixel of the mask is white: beside black it holds {0}</source>
      <translation>마스크에 흰 픽셀이 없습니다: 검은색 말고 {0}이(가) 있습니다</translation>
    </message>
    <message>
      <source>no pixel of the mask is white: its marks are black on transparent</source>
      <translation>마스크에 흰 픽셀이 없습니다: 투명한 바탕에 검게 칠했습니다</translation>
    </message>
    <message>
      <source>no progress bar</source>
      <translation>진행 막대를 보이지 않음</translation>
    </message>
    <message>
      <source>no random kicks (the noise is drawn all the same)</source>
      <translation>무작위 충격 없음 (잡음은 그래도 뽑음)</translation>
    </message>
    <message>
      <source>no real pictures named</source>
      <translation>실제 이미지를 지정하지 않음</translation>
    </message>
    <message>
      <source>no run of the history has such a name</source>
      <translation>기록에 그런 이름의 실행이 없습니다</translation>
    </message>
    <message>
      <source>no run yet</source>
      <translation>아직 실행 없음</translation>
    </message>
    <message>
      <source>no run: how much too large the mean of V becomes at several step sizes, in Langevin dynamics and in MALA</source>
      <translation>실행 대신: 여러 스텝 크기에서 V의 평균이 정확한 값보다 얼마나 커지는지를 랑주뱅 동역학과 MALA에서 잼</translation>
    </message>
    <message>
      <source>noise</source>
      <translation>잡음</translation>
    </message>
    <message>
      <source>noise added</source>
      <translation>더한 잡음</translation>
    </message>
    <message>
      <source>noise added to the data</source>
      <translation>데이터에 더하는 잡음</translation>
    </message>
    <message>
      <source>noise levels need 0 &lt; sigma_min &lt;= sigma_max, not {0} and {1}</source>
      <translation>잡음 수준은 0 &lt; sigma_min &lt;= sigma_max여야 합니다. {0}과(와) {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>noise levels need a sigma_max above sigma_min</source>
      <translation>잡음 수준은 sigma_max가 sigma_min보다 커야 합니다</translation>
    </message>
    <message>
      <source>noise levels of annealing (default: 10)</source>
      <translation>담금질의 잡음 수준 수 (기본값: 10)</translation>
    </message>
    <message>
      <source>noise levels of ncsn and ncsnv2 (default: 10; ncsnv2: from the data)</source>
      <translation>ncsn과 ncsnv2의 잡음 수준 수 (기본값: 10, ncsnv2: 데이터에서)</translation>
    </message>
    <message>
      <source>noise levels, 0 for all between the ends (default: 0)</source>
      <translation>잡음 수준의 수, 양 끝 사이 모두는 0 (기본값: 0)</translation>
    </message>
    <message>
      <source>noise {0}</source>
      <translation>잡음 {0}</translation>
    </message>
    <message>
      <source>noise ‖√(τα) z‖</source>
      <translation>잡음 ‖√(τα) z‖</translation>
    </message>
    <message>
      <source>noisy x</source>
      <translation>잡음이 낀 x</translation>
    </message>
    <message>
      <source>none</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>none of its columns is</source>
      <translation>이미지가 든 열이 없습니다</translation>
    </message>
    <message>
      <source>none of its {0} arrays is called 'particles' or 'points'</source>
      <translation>배열 {0}개 가운데 'particles'나 'points'라는 이름이 없습니다</translation>
    </message>
    <message>
      <source>none of the noise levels is wider than the data, and this sampler needs added noise</source>
      <translation>데이터보다 넓은 잡음 수준이 없는데, 이 샘플러에는 더한 잡음이 필요합니다</translation>
    </message>
    <message>
      <source>normal, σ₁ z</source>
      <translation>가우스 분포, σ₁ z</translation>
    </message>
    <message>
      <source>normalised</source>
      <translation>길이를 같게</translation>
    </message>
    <message>
      <source>not allowed with argument {0}</source>
      <translation>인수 {0}과(와) 함께 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>not an error: the network has learned from another density ({0})</source>
      <translation>오류가 아닙니다. 신경망이 다른 밀도({0})에서 배웠습니다</translation>
    </message>
    <message>
      <source>not at hand on this machine</source>
      <translation>이 컴퓨터에 없음</translation>
    </message>
    <message>
      <source>not rescaled</source>
      <translation>척도 변환 안 함</translation>
    </message>
    <message>
      <source>note: the picture was made with another file than {0}; the result will differ</source>
      <translation>참고: 이 이미지는 {0}이(가) 아닌 다른 파일로 만들었으므로 결과가 다를 것입니다</translation>
    </message>
    <message>
      <source>note: what the picture says about the file was left out: {0}</source>
      <translation>참고: 이미지가 파일에 대해 말하는 것을 뺐습니다: {0}</translation>
    </message>
    <message>
      <source>note: {0}</source>
      <translation>참고: {0}</translation>
    </message>
    <message>
      <source>note: {0} is not used by {1}: {2}</source>
      <translation>참고: {1}은(는) {0}을(를) 쓰지 않습니다: {2}</translation>
    </message>
    <message>
      <source>note: {0}: {1}</source>
      <translation>참고: {0}: {1}</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>nothing is filled: give --image FILE --mask PNG, or leave out how known pixels are held</source>
      <translation>아무것도 채우지 않습니다: --image FILE --mask PNG를 주거나, 아는 픽셀을 붙드는 방법을 빼십시오</translation>
    </message>
    <message>
      <source>nothing stored</source>
      <translation>저장된 것 없음</translation>
    </message>
    <message>
      <source>nothing to write: give --out FILE{0}, --{1} FILE.{2} or both</source>
      <translation>쓸 것이 없습니다: --out FILE{0}이나 --{1} FILE.{2}, 또는 둘 다 주십시오</translation>
    </message>
    <message>
      <source>nothing yet: paint, or choose one below</source>
      <translation>아직 없음: 칠하거나 아래에서 고르십시오</translation>
    </message>
    <message>
      <source>now</source>
      <translation>지금</translation>
    </message>
    <message>
      <source>number of noise levels</source>
      <translation>잡음 수준의 수</translation>
    </message>
    <message>
      <source>number of particles (default: 1280)</source>
      <translation>입자 수 (기본값: 1280)</translation>
    </message>
    <message>
      <source>number of samples (default: 16)</source>
      <translation>표본 수 (기본값: 16)</translation>
    </message>
    <message>
      <source>of each picture</source>
      <translation>이미지마다</translation>
    </message>
    <message>
      <source>of held-out real ones</source>
      <translation>따로 둔 실제 이미지의 경우</translation>
    </message>
    <message>
      <source>of ncsn and ncsnv2: denoising (default) or sliced score matching</source>
      <translation>ncsn과 ncsnv2: 잡음 제거(기본값) 또는 슬라이스 스코어 매칭</translation>
    </message>
    <message>
      <source>of part {0}: {1}</source>
      <translation>부분 {0}의 몫: {1}</translation>
    </message>
    <message>
      <source>of products on an NVIDIA graphics card (default: float32, exact)</source>
      <translation>NVIDIA 그래픽 카드에서 곱셈의 정밀도 (기본값: float32, 정확함)</translation>
    </message>
    <message>
      <source>of real pictures</source>
      <translation>실제 이미지의 값</translation>
    </message>
    <message>
      <source>of the arrays in it, {0} is used ({1})</source>
      <translation>그 안의 배열 가운데 {0}을(를) 썼습니다({1})</translation>
    </message>
    <message>
      <source>of the first weights, the noise and the order of the pictures (default: 0)</source>
      <translation>처음 가중치와 잡음과 이미지 순서의 시드 (기본값: 0)</translation>
    </message>
    <message>
      <source>of the products; bfloat16 is faster on processors that have it (default: float32)</source>
      <translation>곱셈의 정밀도. 프로세서가 지원하면 bfloat16이 더 빠름 (기본값: float32)</translation>
    </message>
    <message>
      <source>of the real, as judged</source>
      <translation>실제 이미지, 판단한 대로</translation>
    </message>
    <message>
      <source>of the real, by folder</source>
      <translation>실제 이미지, 폴더대로</translation>
    </message>
    <message>
      <source>of the weights' moving average, which is what samples (default: 0.999)</source>
      <translation>표본을 추출하는, 가중치의 이동 평균의 감쇠 (기본값: 0.999)</translation>
    </message>
    <message>
      <source>of the window: en or ko (default: as chosen in View &gt; Language, else the system's)</source>
      <translation>창의 언어: en 또는 ko (기본값: 보기 &gt; 언어에서 고른 것, 아니면 시스템의 언어)</translation>
    </message>
    <message>
      <source>of window, help and messages: en or ko (default: the system's)</source>
      <translation>창과 도움말과 메시지의 언어: en 또는 ko (기본값: 시스템의 언어)</translation>
    </message>
    <message>
      <source>of {0}</source>
      <translation>/ {0}</translation>
    </message>
    <message>
      <source>of {0}: σ = {1}</source>
      <translation>전체 {0} 중: σ = {1}</translation>
    </message>
    <message>
      <source>off</source>
      <translation>끔</translation>
    </message>
    <message>
      <source>on</source>
      <translation>켬</translation>
    </message>
    <message>
      <source>on, off</source>
      <translation>on, off</translation>
    </message>
    <message>
      <source>one Gaussian</source>
      <translation>가우스 분포 하나</translation>
    </message>
    <message>
      <source>one copy for the run</source>
      <translation>실행에 복사본 하나</translation>
    </message>
    <message>
      <source>one language only (default: all)</source>
      <translation>한 언어만 (기본값: 모두)</translation>
    </message>
    <message>
      <source>one map of {1} × {2}, from black, its lowest, to white</source>
      <translation>{1} × {2} 맵 하나, 가장 낮은 값이 검정, 가장 높은 값이 흰색</translation>
    </message>
    <message>
      <source>one of the arguments {0} is required</source>
      <translation>인수 {0} 가운데 하나가 필요합니다</translation>
    </message>
    <message>
      <source>one panel</source>
      <translation>패널 하나</translation>
    </message>
    <message>
      <source>one particle's drift and kick</source>
      <translation>입자 하나의 표류와 충격</translation>
    </message>
    <message>
      <source>one row a sample, one column a noise level</source>
      <translation>표본마다 한 줄, 잡음 수준마다 한 열</translation>
    </message>
    <message>
      <source>one setting against another, as a table of pictures</source>
      <translation>한 설정을 다른 설정과 맞세워 이미지의 표를 만듭니다</translation>
    </message>
    <message>
      <source>one step</source>
      <translation>한 스텝</translation>
    </message>
    <message>
      <source>one value</source>
      <translation>값 하나</translation>
    </message>
    <message>
      <source>only NCSN, NCSNv2 and NCSN++ have compiled kernels</source>
      <translation>NCSN, NCSNv2, NCSN++에만 컴파일한 커널이 있습니다</translation>
    </message>
    <message>
      <source>only sample {2}, the one in focus</source>
      <translation>초점이 있는 표본 {2}만</translation>
    </message>
    <message>
      <source>only the levels' ends kept</source>
      <translation>수준의 끝만 보관</translation>
    </message>
    <message>
      <source>only the {0} marked of {1} samples</source>
      <translation>표본 {1}개 가운데 표시한 {0}개만</translation>
    </message>
    <message>
      <source>open</source>
      <translation>열기</translation>
    </message>
    <message>
      <source>open the window</source>
      <translation>창을 엽니다</translation>
    </message>
    <message>
      <source>open the window with this checkpoint</source>
      <translation>이 체크포인트로 창을 엽니다</translation>
    </message>
    <message>
      <source>open {0}</source>
      <translation>{0} 열기</translation>
    </message>
    <message>
      <source>open_folder</source>
      <translation>open_folder</translation>
    </message>
    <message>
      <source>open_mask</source>
      <translation>open_mask</translation>
    </message>
    <message>
      <source>open_picture</source>
      <translation>open_picture</translation>
    </message>
    <message>
      <source>options</source>
      <translation>옵션</translation>
    </message>
    <message>
      <source>os error </source>
      <translation>운영 체제 오류 </translation>
    </message>
    <message>
      <source>others are mapped to the nearest in log sigma (sample --native-levels visits these only)</source>
      <translation>다른 것은 log sigma에서 가장 가까운 것으로 바꿉니다 (sample --native-levels는 이 수준에만 들릅니다)</translation>
    </message>
    <message>
      <source>out of memory</source>
      <translation>out of memory</translation>
    </message>
    <message>
      <source>output ×</source>
      <translation>출력 ×</translation>
    </message>
    <message>
      <source>over the steps</source>
      <translation>스텝에 따라</translation>
    </message>
    <message>
      <source>p at σ = {0}</source>
      <translation>σ = {0}의 p</translation>
    </message>
    <message>
      <source>paint_picture</source>
      <translation>paint_picture</translation>
    </message>
    <message>
      <source>panel_help</source>
      <translation>panel_help</translation>
    </message>
    <message>
      <source>panels</source>
      <translation>패널</translation>
    </message>
    <message>
      <source>parameters</source>
      <translation>매개변수</translation>
    </message>
    <message>
      <source>particles in the wrong mode</source>
      <translation>잘못된 봉우리의 입자</translation>
    </message>
    <message>
      <source>particles near it</source>
      <translation>가까운 입자</translation>
    </message>
    <message>
      <source>paste</source>
      <translation>붙여넣기</translation>
    </message>
    <message>
      <source>paste_picture</source>
      <translation>paste_picture</translation>
    </message>
    <message>
      <source>path_memory</source>
      <translation>path_memory</translation>
    </message>
    <message>
      <source>perhaps an ONNX network</source>
      <translation>아마도 ONNX 신경망</translation>
    </message>
    <message>
      <source>phase plane (x₁, v₁)</source>
      <translation>위상 평면 (x₁, v₁)</translation>
    </message>
    <message>
      <source>picture</source>
      <translation>이미지</translation>
    </message>
    <message>
      <source>picture changed</source>
      <translation>이미지를 바꿈</translation>
    </message>
    <message>
      <source>picture sides must be even and at least 8, not {0}x{1}; --size scales the pictures</source>
      <translation>이미지의 변은 짝수이고 8 이상이어야 합니다. {0}x{1}은(는) 쓸 수 없습니다. --size로 이미지의 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>picture: {0}</source>
      <translation>이미지: {0}</translation>
    </message>
    <message>
      <source>pictures</source>
      <translation>이미지</translation>
    </message>
    <message>
      <source>pictures as sample --npz writes them, or any data set</source>
      <translation>sample --npz가 쓰는 형식의 이미지, 또는 다른 어떤 데이터 세트</translation>
    </message>
    <message>
      <source>pictures in each step (default: 128)</source>
      <translation>스텝마다의 이미지 수 (기본값: 128)</translation>
    </message>
    <message>
      <source>pictures in the film, at most 50 a second (default: 100)</source>
      <translation>영상의 이미지 수, 많아야 1초에 50개 (기본값: 100)</translation>
    </message>
    <message>
      <source>pixels between pictures (default: 1)</source>
      <translation>이미지 사이의 픽셀 (기본값: 1)</translation>
    </message>
    <message>
      <source>pixels in [-1, 1]</source>
      <translation>[-1, 1]의 픽셀</translation>
    </message>
    <message>
      <source>pixels in [0, 1]</source>
      <translation>[0, 1]의 픽셀</translation>
    </message>
    <message>
      <source>play</source>
      <translation>시작</translation>
    </message>
    <message>
      <source>plots</source>
      <translation>그래프</translation>
    </message>
    <message>
      <source>point {0} of {1} is not a pair of finite numbers</source>
      <translation>점 {1}개 가운데 {0}번째는 유한한 수의 쌍이 아닙니다</translation>
    </message>
    <message>
      <source>points must be pairs (x, y), an array [N, 2], not one of shape {0}</source>
      <translation>점은 쌍 (x, y), 곧 배열 [N, 2]여야 합니다. 모양 {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>points must be pairs of numbers</source>
      <translation>점은 수의 쌍이어야 합니다</translation>
    </message>
    <message>
      <source>points must lie within {0} of the origin: scale them</source>
      <translation>점은 원점에서 {0} 안에 있어야 합니다: 줄이십시오</translation>
    </message>
    <message>
      <source>positional arguments</source>
      <translation>위치 인수</translation>
    </message>
    <message>
      <source>potential V = −log p</source>
      <translation>퍼텐셜 V = −log p</translation>
    </message>
    <message>
      <source>preset</source>
      <translation>preset</translation>
    </message>
    <message>
      <source>preset {0}</source>
      <translation>preset {0}</translation>
    </message>
    <message>
      <source>preset {0}, by the weights</source>
      <translation>가중치로 판단한 preset {0}</translation>
    </message>
    <message>
      <source>previous_level</source>
      <translation>previous_level</translation>
    </message>
    <message>
      <source>previous_step</source>
      <translation>previous_step</translation>
    </message>
    <message>
      <source>print JSON</source>
      <translation>JSON을 출력함</translation>
    </message>
    <message>
      <source>print JSON, with every sample's nearest picture</source>
      <translation>표본마다 가장 가까운 이미지까지 JSON으로 출력함</translation>
    </message>
    <message>
      <source>print a summary as JSON on standard output</source>
      <translation>요약을 JSON으로 표준 출력에 출력함</translation>
    </message>
    <message>
      <source>products in 16 bits, weights and their steps in 32: faster where the processor has them</source>
      <translation>곱셈은 16비트, 가중치와 그 스텝은 32비트로 합니다. 프로세서가 지원하면 더 빠릅니다</translation>
    </message>
    <message>
      <source>put it into the desktop's menu (--uninstall-desktop: out of it)</source>
      <translation>데스크톱의 메뉴에 넣습니다(--uninstall-desktop: 거기서 뺍니다)</translation>
    </message>
    <message>
      <source>put the program, with its icon, into your desktop's menu, and do nothing else</source>
      <translation>프로그램을 아이콘과 함께 데스크톱의 메뉴에 넣고 다른 일은 하지 않음</translation>
    </message>
    <message>
      <source>px</source>
      <translation>px</translation>
    </message>
    <message>
      <source>qt_dockwidget_closebutton</source>
      <translation>qt_dockwidget_closebutton</translation>
    </message>
    <message>
      <source>qt_dockwidget_floatbutton</source>
      <translation>qt_dockwidget_floatbutton</translation>
    </message>
    <message>
      <source>quit</source>
      <translation>끝내기</translation>
    </message>
    <message>
      <source>race</source>
      <translation>경주</translation>
    </message>
    <message>
      <source>random kicks</source>
      <translation>무작위 충격</translation>
    </message>
    <message>
      <source>rate</source>
      <translation>비율</translation>
    </message>
    <message>
      <source>reading Parquet needs the library pyarrow, which is not installed</source>
      <translation>Parquet을 읽으려면 pyarrow 라이브러리가 필요한데 설치되어 있지 않습니다</translation>
    </message>
    <message>
      <source>ready-made mask</source>
      <translation>준비된 마스크</translation>
    </message>
    <message>
      <source>real pictures, not those trained on</source>
      <translation>학습에 쓰지 않은 실제 이미지</translation>
    </message>
    <message>
      <source>real_top</source>
      <translation>real_top</translation>
    </message>
    <message>
      <source>recipe {0}</source>
      <translation>레시피 {0}</translation>
    </message>
    <message>
      <source>recommended</source>
      <translation>권장</translation>
    </message>
    <message>
      <source>rectangle</source>
      <translation>사각형</translation>
    </message>
    <message>
      <source>redo</source>
      <translation>다시 하기</translation>
    </message>
    <message>
      <source>relative error over σ</source>
      <translation>σ에 따른 상대 오차</translation>
    </message>
    <message>
      <source>relative error {0}</source>
      <translation>상대 오차 {0}</translation>
    </message>
    <message>
      <source>relative error: {0}</source>
      <translation>상대 오차: {0}</translation>
    </message>
    <message>
      <source>replace OUT if it exists</source>
      <translation>OUT이 있으면 바꿔 씀</translation>
    </message>
    <message>
      <source>replace a finished network</source>
      <translation>끝난 신경망을 바꿔 씀</translation>
    </message>
    <message>
      <source>replay</source>
      <translation>재생</translation>
    </message>
    <message>
      <source>replay-back</source>
      <translation>replay-back</translation>
    </message>
    <message>
      <source>replay_back</source>
      <translation>replay_back</translation>
    </message>
    <message>
      <source>resample</source>
      <translation>resample</translation>
    </message>
    <message>
      <source>rescaled</source>
      <translation>척도 변환</translation>
    </message>
    <message>
      <source>reset</source>
      <translation>초기화</translation>
    </message>
    <message>
      <source>reset_layout</source>
      <translation>reset_layout</translation>
    </message>
    <message>
      <source>restart</source>
      <translation>새로 시작</translation>
    </message>
    <message>
      <source>restore</source>
      <translation>복원</translation>
    </message>
    <message>
      <source>reverse-diffusion: Langevin steps after each step of the reverse SDE (default: 1)</source>
      <translation>reverse-diffusion: 역방향 SDE의 스텝마다 뒤따르는 랑주뱅 스텝 (기본값: 1)</translation>
    </message>
    <message>
      <source>reverse-diffusion: the corrector's signal-to-noise ratio (default: 0.16)</source>
      <translation>reverse-diffusion: 수정자의 신호 대 잡음비 (기본값: 0.16)</translation>
    </message>
    <message>
      <source>rewrite a checkpoint as .safetensors</source>
      <translation>체크포인트를 .safetensors로 다시 씁니다</translation>
    </message>
    <message>
      <source>row {0} column {1}</source>
      <translation>{0}행 {1}열</translation>
    </message>
    <message>
      <source>row {0}, col {1}: {2}{3}</source>
      <translation>{0}행 {1}열: {2}{3}</translation>
    </message>
    <message>
      <source>run</source>
      <translation>실행</translation>
    </message>
    <message>
      <source>run each level R times, jumping back up between</source>
      <translation>수준마다 R번, 사이에 도로 뛰어오르며 실행</translation>
    </message>
    <message>
      <source>run {0}: {1} after {2} steps ({3} each)</source>
      <translation>실행 {0}: {2}스텝 뒤 {1}(스텝당 {3})</translation>
    </message>
    <message>
      <source>run {0}: {1}, {2}, seed {3}, {4} samples</source>
      <translation>실행 {0}: {1}, {2}, 시드 {3}, 표본 {4}개</translation>
    </message>
    <message>
      <source>runs with the next race</source>
      <translation>다음 경주에서 실행합니다</translation>
    </message>
    <message>
      <source>s</source>
      <translation>초</translation>
    </message>
    <message>
      <source>s learned</source>
      <translation>학습된 s</translation>
    </message>
    <message>
      <source>s of the tutorial's SDE dx = s^t dw (25)</source>
      <translation>튜토리얼의 SDE dx = s^t dw의 s (25)</translation>
    </message>
    <message>
      <source>s(x) of the data themselves</source>
      <translation>데이터 자체의 s(x)</translation>
    </message>
    <message>
      <source>s(x, σ) for the noise levels set below</source>
      <translation>아래에서 정한 잡음 수준에 대한 s(x, σ)</translation>
    </message>
    <message>
      <source>sample</source>
      <translation>표본</translation>
    </message>
    <message>
      <source>sample {0}</source>
      <translation>표본 {0}</translation>
    </message>
    <message>
      <source>sample-center/timeline</source>
      <translation>sample-center/timeline</translation>
    </message>
    <message>
      <source>sample-run/primary</source>
      <translation>sample-run/primary</translation>
    </message>
    <message>
      <source>sample-sampler/epsilon</source>
      <translation>sample-sampler/epsilon</translation>
    </message>
    <message>
      <source>sampler (default: what the checkpoint recommends)</source>
      <translation>샘플러 (기본값: 체크포인트가 권하는 것)</translation>
    </message>
    <message>
      <source>samples</source>
      <translation>표본</translation>
    </message>
    <message>
      <source>samples in one evaluation (default: up to 64)</source>
      <translation>한 번의 계산에 넣는 표본 수 (기본값: 64까지)</translation>
    </message>
    <message>
      <source>save this often (default: 5 minutes)</source>
      <translation>저장하는 간격 (기본값: 5분)</translation>
    </message>
    <message>
      <source>save_mask</source>
      <translation>save_mask</translation>
    </message>
    <message>
      <source>scheduler</source>
      <translation>scheduler</translation>
    </message>
    <message>
      <source>score</source>
      <translation>스코어</translation>
    </message>
    <message>
      <source>score learned in {0} steps from {1}</source>
      <translation>{1}에서 {0} 스텝 동안 학습된 스코어</translation>
    </message>
    <message>
      <source>score ‖s‖</source>
      <translation>스코어 ‖s‖</translation>
    </message>
    <message>
      <source>score-SDE tutorial checkpoint</source>
      <translation>score-SDE 튜토리얼의 체크포인트</translation>
    </message>
    <message>
      <source>score-explorer</source>
      <translation>score-explorer</translation>
    </message>
    <message>
      <source>score-explorer 2-D score network</source>
      <translation>score-explorer의 2차원 스코어 신경망</translation>
    </message>
    <message>
      <source>score-explorer checkpoint</source>
      <translation>score-explorer의 체크포인트</translation>
    </message>
    <message>
      <source>score-explorer features</source>
      <translation>score-explorer의 특징</translation>
    </message>
    <message>
      <source>score-explorer sample --checkpoint mnist --out digits.png</source>
      <translation>score-explorer sample --checkpoint mnist --out digits.png</translation>
    </message>
    <message>
      <source>score-explorer training state</source>
      <translation>score-explorer의 학습 상태</translation>
    </message>
    <message>
      <source>score-explorer: interrupted; the cells that are there are kept</source>
      <translation>score-explorer: 중단했습니다. 이미 채운 칸은 보관합니다</translation>
    </message>
    <message>
      <source>score-explorer: standard output cannot be written to: {0}.</source>
      <translation>score-explorer: 표준 출력에 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
      <source>score-explorer: {0}</source>
      <translation>score-explorer: {0}</translation>
    </message>
    <message>
      <source>score-explorer: {0}: picture or mask were repainted {1} times during that run, more than the file keeps: the completions will differ</source>
      <translation>score-explorer: {0}: 그 실행 동안 이미지나 마스크를 파일이 담을 수 있는 것보다 많은 {1}번 다시 칠했으므로 완성본이 다를 것입니다</translation>
    </message>
    <message>
      <source>score_sde_pytorch checkpoint</source>
      <translation>score_sde_pytorch의 체크포인트</translation>
    </message>
    <message>
      <source>sde</source>
      <translation>sde</translation>
    </message>
    <message>
      <source>search</source>
      <translation>찾기</translation>
    </message>
    <message>
      <source>seconds</source>
      <translation>초</translation>
    </message>
    <message>
      <source>see score-explorer --help</source>
      <translation>score-explorer --help를 보십시오</translation>
    </message>
    <message>
      <source>seed</source>
      <translation>시드</translation>
    </message>
    <message>
      <source>seed {0}</source>
      <translation>시드 {0}</translation>
    </message>
    <message>
      <source>seen at level {0}, step {1}</source>
      <translation>보고 있는 곳: 수준 {0}, 스텝 {1}</translation>
    </message>
    <message>
      <source>sees</source>
      <translation>보는 범위</translation>
    </message>
    <message>
      <source>settings must be a mapping, not {0}</source>
      <translation>설정은 매핑이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>settings with a name: as published, Algorithm 1 as it suits the network (default), fast, best</source>
      <translation>이름이 있는 설정: 논문대로, 신경망에 맞춘 알고리즘 1(기본값), 빠르게, 가장 좋게</translation>
    </message>
    <message>
      <source>several of its arrays may be the pictures: {0}</source>
      <translation>배열 가운데 여럿이 이미지일 수 있습니다: {0}</translation>
    </message>
    <message>
      <source>several of its columns may be</source>
      <translation>이미지가 든 열이 여럿일 수 있습니다</translation>
    </message>
    <message>
      <source>share</source>
      <translation>몫</translation>
    </message>
    <message>
      <source>share (line: exact)</source>
      <translation>몫 (선: 정확한 값)</translation>
    </message>
    <message>
      <source>share in each mode: {0}</source>
      <translation>봉우리마다의 몫: {0}</translation>
    </message>
    <message>
      <source>share of the heaviest mode</source>
      <translation>가장 무거운 봉우리의 몫</translation>
    </message>
    <message>
      <source>share of the particles (line: exact)</source>
      <translation>입자의 몫 (선: 정확한 값)</translation>
    </message>
    <message>
      <source>shares</source>
      <translation>몫</translation>
    </message>
    <message>
      <source>shift</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>shortcuts</source>
      <translation>단축키</translation>
    </message>
    <message>
      <source>show program's version number and exit</source>
      <translation>프로그램의 판 번호를 보이고 끝냄</translation>
    </message>
    <message>
      <source>show the traceback of an error</source>
      <translation>오류의 추적 기록을 보임</translation>
    </message>
    <message>
      <source>show this help message and exit</source>
      <translation>이 도움말을 보이고 끝냄</translation>
    </message>
    <message>
      <source>sigma</source>
      <translation>sigma</translation>
    </message>
    <message>
      <source>sigma can be the modes' own standard deviation only on a mixture of Gaussians</source>
      <translation>sigma가 봉우리 자체의 표준편차일 수 있는 것은 가우스 혼합 분포뿐입니다</translation>
    </message>
    <message>
      <source>sigma must be a finite number of at least 0, not {0}</source>
      <translation>sigma는 0 이상의 유한한 수여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>sigma_max</source>
      <translation>sigma_max</translation>
    </message>
    <message>
      <source>sigma_max ({0}) must not be below sigma_min ({1})</source>
      <translation>sigma_max({0})는 sigma_min({1})보다 작을 수 없습니다</translation>
    </message>
    <message>
      <source>sigma_min</source>
      <translation>sigma_min</translation>
    </message>
    <message>
      <source>sigma_min ({0}) must be below sigma_max ({1})</source>
      <translation>sigma_min({0})은 sigma_max({1})보다 작아야 합니다</translation>
    </message>
    <message>
      <source>sigma_min ({0}) must not be above sigma_max ({1})</source>
      <translation>sigma_min({0})은 sigma_max({1})보다 클 수 없습니다</translation>
    </message>
    <message>
      <source>sliced score matching</source>
      <translation>슬라이스 스코어 매칭</translation>
    </message>
    <message>
      <source>small σ: pictures</source>
      <translation>작은 σ: 이미지</translation>
    </message>
    <message>
      <source>smaller</source>
      <translation>작게</translation>
    </message>
    <message>
      <source>smallest noise level (default: 0.01, less for data of little contrast)</source>
      <translation>가장 작은 잡음 수준 (기본값: 0.01, 대비가 작은 데이터는 더 작게)</translation>
    </message>
    <message>
      <source>smooth down</source>
      <translation>부드럽게 내려감</translation>
    </message>
    <message>
      <source>smooth up</source>
      <translation>부드럽게 올라감</translation>
    </message>
    <message>
      <source>snr</source>
      <translation>snr</translation>
    </message>
    <message>
      <source>something other than weights</source>
      <translation>가중치가 아닌 것</translation>
    </message>
    <message>
      <source>source</source>
      <translation>출처</translation>
    </message>
    <message>
      <source>speed (results change by rounding)</source>
      <translation>속도 (결과가 반올림 오차만큼 달라짐)</translation>
    </message>
    <message>
      <source>spread</source>
      <translation>퍼짐</translation>
    </message>
    <message>
      <source>standard output cannot be written to: {0}.</source>
      <translation>표준 출력에 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
      <source>start</source>
      <translation>출발</translation>
    </message>
    <message>
      <source>start all kernels of an evaluation at once there</source>
      <translation>거기서 한 번의 계산에 드는 모든 커널을 한꺼번에 시작함</translation>
    </message>
    <message>
      <source>start anew although there is an unfinished run</source>
      <translation>끝나지 않은 실행이 있어도 새로 시작함</translation>
    </message>
    <message>
      <source>start at these points instead: CSV or .npy</source>
      <translation>대신 이 점들에서 시작함: CSV 또는 .npy</translation>
    </message>
    <message>
      <source>start with this picture, with the noise of the level --at-level</source>
      <translation>이 이미지에 --at-level 수준의 잡음을 더해 시작함</translation>
    </message>
    <message>
      <source>start_from</source>
      <translation>start_from</translation>
    </message>
    <message>
      <source>start_page</source>
      <translation>start_page</translation>
    </message>
    <message>
      <source>started from</source>
      <translation>출발한 신경망</translation>
    </message>
    <message>
      <source>starting points belong to the start 'points', and to no other</source>
      <translation>시작점은 시작 'points'에만 씁니다</translation>
    </message>
    <message>
      <source>state_dict alone</source>
      <translation>state_dict만</translation>
    </message>
    <message>
      <source>stays</source>
      <translation>유지</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>step size</source>
      <translation>스텝 크기</translation>
    </message>
    <message>
      <source>step size at the smallest level, paper's Algorithm 1</source>
      <translation>가장 작은 수준에서의 스텝 크기, 논문의 알고리즘 1</translation>
    </message>
    <message>
      <source>step size at the smallest level, paper's form</source>
      <translation>가장 작은 수준에서의 스텝 크기, 논문의 형식</translation>
    </message>
    <message>
      <source>step size ε</source>
      <translation>스텝 크기 ε</translation>
    </message>
    <message>
      <source>step {0}</source>
      <translation>스텝 {0}</translation>
    </message>
    <message>
      <source>step {0} / {1}     σ = {2}</source>
      <translation>스텝 {0} / {1}     σ = {2}</translation>
    </message>
    <message>
      <source>step {0} of {1}</source>
      <translation>스텝 {0} / {1}</translation>
    </message>
    <message>
      <source>step {0}, level {1}: {2}</source>
      <translation>스텝 {0}, 수준 {1}: {2}</translation>
    </message>
    <message>
      <source>step_lr of the code</source>
      <translation>코드의 step_lr</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>steps at each noise level</source>
      <translation>잡음 수준마다의 스텝 수</translation>
    </message>
    <message>
      <source>steps over which the learning rate rises from 0 (default: 300)</source>
      <translation>학습률이 0에서 올라가는 동안의 스텝 수 (기본값: 300)</translation>
    </message>
    <message>
      <source>steps per level</source>
      <translation>수준마다의 스텝 수</translation>
    </message>
    <message>
      <source>steps_per_level</source>
      <translation>steps_per_level</translation>
    </message>
    <message>
      <source>stop</source>
      <translation>정지</translation>
    </message>
    <message>
      <source>store the sampler settings of this picture as the recommended ones</source>
      <translation>이 이미지의 샘플러 설정을 권장 설정으로 저장함</translation>
    </message>
    <message>
      <source>stride {0}</source>
      <translation>보폭 {0}</translation>
    </message>
    <message>
      <source>sub-VP</source>
      <translation>sub-VP</translation>
    </message>
    <message>
      <source>sweep</source>
      <translation>스윕</translation>
    </message>
    <message>
      <source>system</source>
      <translation>시스템</translation>
    </message>
    <message>
      <source>take a mask of another size: one of the picture's own is cropped as that is, one of the network's proportions scaled; any white in a pixel's area marks it</source>
      <translation>크기가 다른 마스크를 씀. 이미지와 같은 크기이면 이미지처럼 자르고, 신경망과 같은 비율이면 크기를 바꿈. 픽셀의 영역에 흰색이 조금이라도 있으면 표시됨</translation>
    </message>
    <message>
      <source>take checkpoint and settings from a picture made before</source>
      <translation>전에 만든 이미지에서 체크포인트와 설정을 가져옴</translation>
    </message>
    <message>
      <source>take it out of there again</source>
      <translation>거기서 도로 뺌</translation>
    </message>
    <message>
      <source>take picture, mask and settings from an earlier grid</source>
      <translation>전에 만든 격자에서 이미지와 마스크와 설정을 가져옴</translation>
    </message>
    <message>
      <source>take sweep, checkpoint and settings from an earlier table</source>
      <translation>전에 만든 표에서 스윕과 체크포인트와 설정을 가져옴</translation>
    </message>
    <message>
      <source>text and formulas only</source>
      <translation>글과 수식만</translation>
    </message>
    <message>
      <source>text before the first step: a step begins with a line '# Title'</source>
      <translation>첫 단계 앞에 글이 있습니다: 단계는 '# 제목' 줄로 시작합니다</translation>
    </message>
    <message>
      <source>the EMA of {0} has shape {1} instead of {2}</source>
      <translation>{0}의 EMA의 모양이 {2}이(가) 아니라 {1}입니다</translation>
    </message>
    <message>
      <source>the SDE's base</source>
      <translation>SDE의 밑</translation>
    </message>
    <message>
      <source>the algorithm</source>
      <translation>알고리즘</translation>
    </message>
    <message>
      <source>the array</source>
      <translation>배열</translation>
    </message>
    <message>
      <source>the array cannot be read: it does not begin as one</source>
      <translation>배열을 읽을 수 없습니다: 배열의 시작이 아닙니다</translation>
    </message>
    <message>
      <source>the array cannot be read: its header claims {0} bytes</source>
      <translation>배열을 읽을 수 없습니다: 머리말이 {0}바이트라고 합니다</translation>
    </message>
    <message>
      <source>the array cannot be read: its header is damaged</source>
      <translation>배열을 읽을 수 없습니다: 머리말이 손상되었습니다</translation>
    </message>
    <message>
      <source>the array holds {0}</source>
      <translation>배열에 {0}이(가) 들어 있습니다</translation>
    </message>
    <message>
      <source>the arrays: x, y, log_density [H, W], arrow_x, arrow_y, score [h, w, 2] (and learned, with --network)</source>
      <translation>배열: x, y, log_density [H, W], arrow_x, arrow_y, score [h, w, 2] (--network를 주면 learned도)</translation>
    </message>
    <message>
      <source>the block of settings is not closed by a line '```'</source>
      <translation>설정의 블록이 '```' 줄로 닫히지 않았습니다</translation>
    </message>
    <message>
      <source>the checkpoint to write, .safetensors</source>
      <translation>쓸 체크포인트, .safetensors</translation>
    </message>
    <message>
      <source>the checksum of {0} is wrong</source>
      <translation>{0}의 검사합이 틀립니다</translation>
    </message>
    <message>
      <source>the compact network</source>
      <translation>작은 신경망(compact)</translation>
    </message>
    <message>
      <source>the compiled kernels are for the CPU</source>
      <translation>컴파일한 커널은 CPU를 위한 것입니다</translation>
    </message>
    <message>
      <source>the compiled kernels cannot be used: {0}</source>
      <translation>컴파일한 커널을 쓸 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>the data</source>
      <translation>데이터</translation>
    </message>
    <message>
      <source>the data are 2 p - 1 of the pixels</source>
      <translation>데이터가 픽셀의 2 p - 1임</translation>
    </message>
    <message>
      <source>the data are either logits or rescaled, not both</source>
      <translation>데이터는 로짓이거나 척도 변환한 것이지, 둘 다일 수 없습니다</translation>
    </message>
    <message>
      <source>the data are logits of the pixels</source>
      <translation>데이터가 픽셀의 로짓임</translation>
    </message>
    <message>
      <source>the data's licence and source, kept in the file</source>
      <translation>데이터의 라이선스와 출처, 파일에 남김</translation>
    </message>
    <message>
      <source>the denoised estimate x + σ² s(x, σ)</source>
      <translation>잡음 제거 추정값 x + σ² s(x, σ)</translation>
    </message>
    <message>
      <source>the denoising step</source>
      <translation>잡음 제거 스텝</translation>
    </message>
    <message>
      <source>the density</source>
      <translation>밀도</translation>
    </message>
    <message>
      <source>the density 'points' needs points, and no other density takes them</source>
      <translation>밀도 'points'에는 점이 필요하고 다른 밀도에는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the density (default: the paper's two-gaussians)</source>
      <translation>밀도 (기본값: 논문의 two-gaussians)</translation>
    </message>
    <message>
      <source>the density {0} has no modes to edit</source>
      <translation>밀도 {0}에는 고칠 봉우리가 없습니다</translation>
    </message>
    <message>
      <source>the density {0} has no modes to set</source>
      <translation>밀도 {0}에는 정할 봉우리가 없습니다</translation>
    </message>
    <message>
      <source>the density's points</source>
      <translation>밀도의 점</translation>
    </message>
    <message>
      <source>the device {0} is not at hand here; there is: {1}</source>
      <translation>장치 {0}을(를) 여기서 쓸 수 없습니다. 있는 것: {1}</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>디스크가 읽기 전용입니다</translation>
    </message>
    <message>
      <source>the disk reports an error</source>
      <translation>디스크에 오류가 있습니다</translation>
    </message>
    <message>
      <source>the display {0} does not answer. Without one, use: {1}</source>
      <translation>디스플레이 {0}이(가) 응답하지 않습니다. 디스플레이가 없으면 다음을 쓰십시오: {1}</translation>
    </message>
    <message>
      <source>the entry {0} of its weights is not a tensor</source>
      <translation>가중치의 항목 {0}이(가) 텐서가 아닙니다</translation>
    </message>
    <message>
      <source>the environment's {0}</source>
      <translation>환경 변수 {0}</translation>
    </message>
    <message>
      <source>the environment's {0} must be a whole number, not {1}</source>
      <translation>환경 변수 {0}은(는) 정수여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the evaluations</source>
      <translation>계산 횟수</translation>
    </message>
    <message>
      <source>the evaluations of a run before</source>
      <translation>앞선 실행의 계산 횟수</translation>
    </message>
    <message>
      <source>the feature network judges {0}; {1} are {2}</source>
      <translation>특징 신경망은 {0}을(를) 판단합니다. {1}은(는) {2}입니다</translation>
    </message>
    <message>
      <source>the file ends inside its header</source>
      <translation>파일이 머리말 안에서 끝납니다</translation>
    </message>
    <message>
      <source>the file is empty</source>
      <translation>파일이 비어 있습니다</translation>
    </message>
    <message>
      <source>the file says itself what it is</source>
      <translation>파일이 스스로 무엇인지 말합니다</translation>
    </message>
    <message>
      <source>the file to write</source>
      <translation>쓸 파일</translation>
    </message>
    <message>
      <source>the file to write is the one to read; give another name</source>
      <translation>쓸 파일이 읽을 파일과 같습니다. 다른 이름을 주십시오</translation>
    </message>
    <message>
      <source>the file to write must end in .safetensors, not {0}</source>
      <translation>쓸 파일의 이름은 .safetensors로 끝나야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the file would be larger than this disk or this session allows</source>
      <translation>파일이 이 디스크나 이 세션이 허락하는 것보다 커집니다</translation>
    </message>
    <message>
      <source>the final particles as an array: particles, float32 [N, 2]; with --bias its numbers</source>
      <translation>마지막 입자의 배열: particles, float32 [N, 2]. --bias를 주면 그 수들</translation>
    </message>
    <message>
      <source>the fixed settings of a sweep must be a list of names</source>
      <translation>스윕의 고정 설정은 이름의 목록이어야 합니다</translation>
    </message>
    <message>
      <source>the flow's first noise level</source>
      <translation>흐름의 첫 잡음 수준</translation>
    </message>
    <message>
      <source>the following arguments are required: {0}</source>
      <translation>다음 인수가 필요합니다: {0}</translation>
    </message>
    <message>
      <source>the formula cannot be read: {0}</source>
      <translation>수식을 읽을 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>the formula is empty</source>
      <translation>수식이 비어 있습니다</translation>
    </message>
    <message>
      <source>the formula is not closed by '$$'</source>
      <translation>수식이 '$$'로 닫히지 않았습니다</translation>
    </message>
    <message>
      <source>the given levels</source>
      <translation>주어진 수준</translation>
    </message>
    <message>
      <source>the graphics card's memory is used up. Use a smaller --batch-size, or another --device.</source>
      <translation>그래픽 카드의 메모리를 다 썼습니다. 더 작은 --batch-size나 다른 --device를 쓰십시오.</translation>
    </message>
    <message>
      <source>the grid</source>
      <translation>격자</translation>
    </message>
    <message>
      <source>the grid of pictures</source>
      <translation>이미지의 격자</translation>
    </message>
    <message>
      <source>the grid of samples could not be written: {0}</source>
      <translation>표본의 격자를 쓸 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>the grid would be {0}x{1} pixels; use a smaller --scale, or --npz alone</source>
      <translation>격자가 {0}x{1}픽셀이 됩니다. --scale을 더 작게 하거나 --npz만 쓰십시오</translation>
    </message>
    <message>
      <source>the grid: picture, masked picture, completions</source>
      <translation>격자: 이미지, 마스크로 가린 이미지, 완성본</translation>
    </message>
    <message>
      <source>the head has no title</source>
      <translation>머리말에 제목이 없습니다</translation>
    </message>
    <message>
      <source>the heat map (default: log-density)</source>
      <translation>열지도 (기본값: log-density)</translation>
    </message>
    <message>
      <source>the height of a change</source>
      <translation>바뀐 부분의 높이</translation>
    </message>
    <message>
      <source>the history</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>the largest noise level</source>
      <translation>가장 큰 잡음 수준</translation>
    </message>
    <message>
      <source>the largest noise level learned (default: 25)</source>
      <translation>학습하는 가장 큰 잡음 수준 (기본값: 25)</translation>
    </message>
    <message>
      <source>the largest noise level, sigma_1</source>
      <translation>가장 큰 잡음 수준, sigma_1</translation>
    </message>
    <message>
      <source>the largest norm of a step's gradient (default: 1)</source>
      <translation>한 스텝의 기울기의 가장 큰 노름 (기본값: 1)</translation>
    </message>
    <message>
      <source>the largest pixel is {0} of 255</source>
      <translation>가장 큰 픽셀 값이 255 가운데 {0}입니다</translation>
    </message>
    <message>
      <source>the last part of the run, over which it falls to 0 (default: 0.3)</source>
      <translation>학습률이 0으로 내려가는, 실행의 마지막 부분 (기본값: 0.3)</translation>
    </message>
    <message>
      <source>the law of the first x</source>
      <translation>처음 x의 분포</translation>
    </message>
    <message>
      <source>the law sampled is p^(1/tau) (default: 1)</source>
      <translation>추출하는 분포는 p^(1/tau) (기본값: 1)</translation>
    </message>
    <message>
      <source>the layer must be the name of one, not {0}</source>
      <translation>layer는 층의 이름이어야 하며 {0}일 수 없습니다</translation>
    </message>
    <message>
      <source>the level</source>
      <translation>수준</translation>
    </message>
    <message>
      <source>the level from which on the settings act</source>
      <translation>설정이 작용하기 시작하는 수준</translation>
    </message>
    <message>
      <source>the limit of the loss</source>
      <translation>손실의 한계</translation>
    </message>
    <message>
      <source>the loss became {0} at step {1}; use a smaller learning rate than {2}</source>
      <translation>{1}스텝에서 손실이 {0}이(가) 되었습니다. {2}보다 작은 학습률을 쓰십시오</translation>
    </message>
    <message>
      <source>the loss reached {0} at step {1}, beyond the limit of {2}</source>
      <translation>{1}스텝에서 손실이 {0}에 이르러 한계 {2}을(를) 넘었습니다</translation>
    </message>
    <message>
      <source>the mask</source>
      <translation>마스크</translation>
    </message>
    <message>
      <source>the mask has no white pixel, so there is nothing to fill</source>
      <translation>마스크에 흰 픽셀이 없어서 채울 것이 없습니다</translation>
    </message>
    <message>
      <source>the mask is {0}, of other proportions than it may have</source>
      <translation>마스크가 {0}인데, 쓸 수 있는 비율이 아닙니다</translation>
    </message>
    <message>
      <source>the mask is {0}, the network's pictures are {1}x{2}</source>
      <translation>마스크는 {0}이고 신경망의 이미지는 {1}x{2}입니다</translation>
    </message>
    <message>
      <source>the mask: white is regenerated, black is kept</source>
      <translation>마스크: 흰 곳은 다시 만들고 검은 곳은 그대로 둠</translation>
    </message>
    <message>
      <source>the memory does not suffice for it</source>
      <translation>그러기에는 메모리가 모자랍니다</translation>
    </message>
    <message>
      <source>the memory is used up</source>
      <translation>메모리를 다 썼습니다</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>이름이 너무 깁니다</translation>
    </message>
    <message>
      <source>the narrowest mode is {0} wide without any noise, so sigma as its whole width must be at least that, not {1}: let sigma be the noise added to the data</source>
      <translation>가장 좁은 봉우리는 잡음이 없어도 폭이 {0}이므로, 전체 폭으로서의 sigma는 적어도 그만큼이어야 합니다. {1}은(는) 쓸 수 없습니다: sigma를 데이터에 더한 잡음으로 하십시오</translation>
    </message>
    <message>
      <source>the narrowest mode's width</source>
      <translation>가장 좁은 봉우리의 폭</translation>
    </message>
    <message>
      <source>the network</source>
      <translation>신경망</translation>
    </message>
    <message>
      <source>the network itself gave the value: choose noise levels within the range it was trained for</source>
      <translation>신경망 자체가 그 값을 냈습니다: 학습한 범위 안의 잡음 수준을 고르십시오</translation>
    </message>
    <message>
      <source>the network itself gave the value: choose noise levels within the range it was trained for.</source>
      <translation>신경망 자체가 그 값을 냈습니다: 학습한 범위 안의 잡음 수준을 고르십시오.</translation>
    </message>
    <message>
      <source>the network must be a bundled one's name, not {0}</source>
      <translation>신경망은 함께 들어 있는 것의 이름이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the network to begin with</source>
      <translation>이어 학습할 신경망</translation>
    </message>
    <message>
      <source>the network to write, .safetensors</source>
      <translation>쓸 신경망, .safetensors</translation>
    </message>
    <message>
      <source>the noise level (default: 1)</source>
      <translation>잡음 수준 (기본값: 1)</translation>
    </message>
    <message>
      <source>the noise level (in units of the data, where a pixel is 0 to 1)</source>
      <translation>잡음 수준(데이터의 단위, 픽셀은 0에서 1)</translation>
    </message>
    <message>
      <source>the noise level at which they begin (default: 20)</source>
      <translation>선이 시작하는 잡음 수준 (기본값: 20)</translation>
    </message>
    <message>
      <source>the noise level, counted from 1</source>
      <translation>잡음 수준, 1부터 셈</translation>
    </message>
    <message>
      <source>the norm of the score, mean over the samples (1 / units of the data)</source>
      <translation>스코어의 노름, 표본에 대한 평균(1 / 데이터의 단위)</translation>
    </message>
    <message>
      <source>the number of Gaussians on the ring</source>
      <translation>고리 위의 가우스 분포 수</translation>
    </message>
    <message>
      <source>the number of arrows</source>
      <translation>화살표 수</translation>
    </message>
    <message>
      <source>the number of cells</source>
      <translation>칸의 수</translation>
    </message>
    <message>
      <source>the number of changes</source>
      <translation>변경의 수</translation>
    </message>
    <message>
      <source>the number of levels</source>
      <translation>수준의 수</translation>
    </message>
    <message>
      <source>the number of noise levels</source>
      <translation>잡음 수준의 수</translation>
    </message>
    <message>
      <source>the number of particles</source>
      <translation>입자 수</translation>
    </message>
    <message>
      <source>the number of training steps</source>
      <translation>학습 스텝의 수</translation>
    </message>
    <message>
      <source>the numbers of a tensor are missing</source>
      <translation>텐서의 값이 빠져 있습니다</translation>
    </message>
    <message>
      <source>the objective of a compact network is denoising; sliced is for ncsn and ncsnv2</source>
      <translation>작은 신경망(compact)의 목적 함수는 잡음 제거입니다. 슬라이스는 ncsn과 ncsnv2의 것입니다</translation>
    </message>
    <message>
      <source>the operation is not allowed</source>
      <translation>그 작업은 허용되지 않습니다</translation>
    </message>
    <message>
      <source>the part of the plane to draw</source>
      <translation>그릴 평면의 부분</translation>
    </message>
    <message>
      <source>the picture</source>
      <translation>이미지</translation>
    </message>
    <message>
      <source>the picture is damaged ({0})</source>
      <translation>이미지가 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>the picture is far too large</source>
      <translation>이미지가 터무니없이 큽니다</translation>
    </message>
    <message>
      <source>the picture must be a name of letters and digits, not {0}</source>
      <translation>이미지는 글자와 숫자로 된 이름이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the picture's colours</source>
      <translation>이미지의 색</translation>
    </message>
    <message>
      <source>the picture; cropped to the network's proportions and scaled</source>
      <translation>이미지. 신경망의 비율로 자르고 크기를 맞춤</translation>
    </message>
    <message>
      <source>the pictures have hardly any contrast: {0}. Are they meant to be multiplied by something?</source>
      <translation>이미지에 대비가 거의 없습니다: {0}. 무엇을 곱해야 하는 것은 아닙니까?</translation>
    </message>
    <message>
      <source>the pictures take {0} GiB</source>
      <translation>이미지가 {0} GiB를 차지합니다</translation>
    </message>
    <message>
      <source>the pictures trained on: those nearest to the samples are looked for, and the floor is made of these</source>
      <translation>학습에 쓴 이미지. 표본에 가장 가까운 것을 찾고, 바닥값도 이것으로 만듦</translation>
    </message>
    <message>
      <source>the pixels, from {0} to {1} of 255, have a standard deviation of {2} only</source>
      <translation>픽셀 값은 255 가운데 {0}에서 {1}까지인데 표준편차가 {2}뿐입니다</translation>
    </message>
    <message>
      <source>the points of --density points: CSV or .npy, two columns</source>
      <translation>--density points의 점: CSV 또는 .npy, 열 둘</translation>
    </message>
    <message>
      <source>the published image code; half of ε</source>
      <translation>발표된 이미지 코드, ε의 절반</translation>
    </message>
    <message>
      <source>the question itself is missing</source>
      <translation>질문 자체가 없습니다</translation>
    </message>
    <message>
      <source>the quota of this disk is used up</source>
      <translation>이 디스크의 할당량을 다 썼습니다</translation>
    </message>
    <message>
      <source>the real pictures</source>
      <translation>실제 이미지</translation>
    </message>
    <message>
      <source>the recipe</source>
      <translation>레시피</translation>
    </message>
    <message>
      <source>the removal from the history</source>
      <translation>기록에서 지우기</translation>
    </message>
    <message>
      <source>the room for what is kept</source>
      <translation>보관할 자리</translation>
    </message>
    <message>
      <source>the run (default: what suits the density; on two-gaussians Figure 3)</source>
      <translation>실행 (기본값: 밀도에 맞는 것, two-gaussians에서는 그림 3)</translation>
    </message>
    <message>
      <source>the run as an animation</source>
      <translation>애니메이션으로 만든 실행</translation>
    </message>
    <message>
      <source>the run begins</source>
      <translation>실행이 시작됨</translation>
    </message>
    <message>
      <source>the run has no steps at level {0}</source>
      <translation>실행의 수준 {0}에 스텝이 없습니다</translation>
    </message>
    <message>
      <source>the run has {0} levels: none begins at number {1}</source>
      <translation>실행의 수준이 {0}개입니다. 번호 {1}에서 시작할 수 없습니다</translation>
    </message>
    <message>
      <source>the same in the official code's convention (epsilon = 2 step_lr)</source>
      <translation>공식 코드의 방식으로 적은 같은 값 (epsilon = 2 step_lr)</translation>
    </message>
    <message>
      <source>the same noise z all along, pasted before every step with its own σ</source>
      <translation>처음부터 끝까지 같은 잡음 z를, 스텝마다 그 앞에서 제 σ로 붙입니다</translation>
    </message>
    <message>
      <source>the same seed gives the same pictures (default: 0)</source>
      <translation>시드가 같으면 이미지도 같음 (기본값: 0)</translation>
    </message>
    <message>
      <source>the same settings</source>
      <translation>같은 설정</translation>
    </message>
    <message>
      <source>the sampler (default: langevin); plain and underdamped dynamics run at sigma-min alone</source>
      <translation>샘플러 (기본값: langevin). 보통의 동역학과 저감쇠 동역학은 sigma-min에서만 실행됨</translation>
    </message>
    <message>
      <source>the sampler of {0}</source>
      <translation>{0}의 샘플러</translation>
    </message>
    <message>
      <source>the samples</source>
      <translation>표본</translation>
    </message>
    <message>
      <source>the samples are no longer finite numbers ({0}): {1}</source>
      <translation>표본이 더는 유한한 수가 아닙니다({0}): {1}</translation>
    </message>
    <message>
      <source>the samples as an array: samples, float32 [N, C, H, W] in [0, 1]</source>
      <translation>표본의 배열: samples, [0, 1]의 float32 [N, C, H, W]</translation>
    </message>
    <message>
      <source>the score pulls</source>
      <translation>스코어가 끎</translation>
    </message>
    <message>
      <source>the seconds</source>
      <translation>초</translation>
    </message>
    <message>
      <source>the seed (default: 0)</source>
      <translation>시드 (기본값: 0)</translation>
    </message>
    <message>
      <source>the seed of those samples</source>
      <translation>그 표본의 시드</translation>
    </message>
    <message>
      <source>the setting that goes across: one of {0}</source>
      <translation>가로로 놓을 설정. 다음 가운데 하나: {0}</translation>
    </message>
    <message>
      <source>the setting that goes down</source>
      <translation>세로로 놓을 설정</translation>
    </message>
    <message>
      <source>the settings in small letters below</source>
      <translation>아래에 작은 글씨로 설정을 씁니다</translation>
    </message>
    <message>
      <source>the setup</source>
      <translation>준비</translation>
    </message>
    <message>
      <source>the setup's workspace must be one of lab, sample, inpaint, not {0}</source>
      <translation>준비의 작업 공간은 lab, sample, inpaint 가운데 하나여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the side of the pictures</source>
      <translation>이미지 한 변의 길이</translation>
    </message>
    <message>
      <source>the signal-to-noise ratio √α ‖s‖ / (2 √τ ‖z‖) of a step (no unit)</source>
      <translation>스텝의 신호 대 잡음비 √α ‖s‖ / (2 √τ ‖z‖)(단위 없음)</translation>
    </message>
    <message>
      <source>the smallest noise level learned (default: 0.1)</source>
      <translation>학습하는 가장 작은 잡음 수준 (기본값: 0.1)</translation>
    </message>
    <message>
      <source>the smallest noise level, sigma_L</source>
      <translation>가장 작은 잡음 수준, sigma_L</translation>
    </message>
    <message>
      <source>the smallest noise level, the only one without annealing</source>
      <translation>가장 작은 잡음 수준. 담금질이 없으면 이것뿐임</translation>
    </message>
    <message>
      <source>the start of {0}</source>
      <translation>{0}의 시작</translation>
    </message>
    <message>
      <source>the start's spread</source>
      <translation>시작의 퍼짐</translation>
    </message>
    <message>
      <source>the start's x</source>
      <translation>시작의 x</translation>
    </message>
    <message>
      <source>the start's y</source>
      <translation>시작의 y</translation>
    </message>
    <message>
      <source>the state could not be saved: {0}</source>
      <translation>상태를 저장할 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>the step has no text</source>
      <translation>단계에 글이 없습니다</translation>
    </message>
    <message>
      <source>the step has this part already</source>
      <translation>단계에 이 부분이 이미 있습니다</translation>
    </message>
    <message>
      <source>the step size α = η σ² (in squared units of the data)</source>
      <translation>스텝 크기 α = η σ²(데이터 단위의 제곱)</translation>
    </message>
    <message>
      <source>the table of pictures</source>
      <translation>이미지의 표</translation>
    </message>
    <message>
      <source>the table would be {0}x{1} pixels; use a smaller --scale or fewer</source>
      <translation>표가 {0}x{1}픽셀이 됩니다. --scale을 더 작게 하거나 수를 줄이십시오</translation>
    </message>
    <message>
      <source>the tensor {0} claims {1} values</source>
      <translation>텐서 {0}의 값이 {1}개라고 합니다</translation>
    </message>
    <message>
      <source>the tensor {0} has shape {1} instead of {2}</source>
      <translation>텐서 {0}의 모양이 {2}이(가) 아니라 {1}입니다</translation>
    </message>
    <message>
      <source>the tensor {0} has shape {1} instead of {2} sides</source>
      <translation>텐서 {0}의 모양이 {1}입니다. 변이 {2}개여야 합니다</translation>
    </message>
    <message>
      <source>the tensor {0} holds values that are not finite</source>
      <translation>텐서 {0}에 유한하지 않은 값이 있습니다</translation>
    </message>
    <message>
      <source>the tensor {0} holds {1} instead of real numbers</source>
      <translation>텐서 {0}에 실수가 아니라 {1}이(가) 들어 있습니다</translation>
    </message>
    <message>
      <source>the tensor {0} is missing</source>
      <translation>텐서 {0}이(가) 없습니다</translation>
    </message>
    <message>
      <source>the time</source>
      <translation>시간</translation>
    </message>
    <message>
      <source>the time between grids</source>
      <translation>격자 사이의 시간</translation>
    </message>
    <message>
      <source>the time between savings</source>
      <translation>저장 사이의 시간</translation>
    </message>
    <message>
      <source>the time of a change</source>
      <translation>바뀐 시각</translation>
    </message>
    <message>
      <source>the time step h</source>
      <translation>시간 간격 h</translation>
    </message>
    <message>
      <source>the time step h = {0} is unstable: with mass {1} it must stay below {2} here (h² &lt; 4 m σ²)</source>
      <translation>시간 간격 h = {0}은(는) 불안정합니다: 질량이 {1}이면 여기서는 {2}보다 작아야 합니다(h² &lt; 4 m σ²)</translation>
    </message>
    <message>
      <source>the training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>the training before</source>
      <translation>이전 학습</translation>
    </message>
    <message>
      <source>the training goes on, but it could not be saved: {0}</source>
      <translation>학습은 계속되지만 저장할 수 없습니다: {0}</translation>
    </message>
    <message>
      <source>the training pictures</source>
      <translation>학습 이미지</translation>
    </message>
    <message>
      <source>the training pictures are {0}, the samples {1}</source>
      <translation>학습 이미지는 {0}, 표본은 {1}입니다</translation>
    </message>
    <message>
      <source>the tutorial's network</source>
      <translation>튜토리얼의 신경망</translation>
    </message>
    <message>
      <source>the values of {0} are a text of more than {1} characters</source>
      <translation>{0}의 값은 {1}글자를 넘는 글입니다</translation>
    </message>
    <message>
      <source>the view</source>
      <translation>보기</translation>
    </message>
    <message>
      <source>the view is empty: {0} to {1}, {2} to {3}</source>
      <translation>보기가 비어 있습니다: {0}에서 {1}, {2}에서 {3}</translation>
    </message>
    <message>
      <source>the view must be [x, y, half width], not {0}</source>
      <translation>보기는 [x, y, 반폭]이어야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>the view's half width</source>
      <translation>보기의 반폭</translation>
    </message>
    <message>
      <source>the way from noise to the pictures, evenly in log sigma</source>
      <translation>잡음에서 이미지까지의 길, log sigma에서 고르게</translation>
    </message>
    <message>
      <source>the way there is gone again: step {0} of {1}</source>
      <translation>그곳까지의 길을 다시 가는 중: 스텝 {0} / {1}</translation>
    </message>
    <message>
      <source>the whole network</source>
      <translation>신경망 전체</translation>
    </message>
    <message>
      <source>the width of a change</source>
      <translation>바뀐 부분의 너비</translation>
    </message>
    <message>
      <source>the zip</source>
      <translation>zip</translation>
    </message>
    <message>
      <source>the {0} levels must be at most {1} numbers</source>
      <translation>{0} 수준은 수 {1}개까지여야 합니다</translation>
    </message>
    <message>
      <source>the {0} levels must descend</source>
      <translation>{0} 수준은 점점 작아져야 합니다</translation>
    </message>
    <message>
      <source>theme_dark</source>
      <translation>theme_dark</translation>
    </message>
    <message>
      <source>theme_light</source>
      <translation>theme_light</translation>
    </message>
    <message>
      <source>theme_system</source>
      <translation>theme_system</translation>
    </message>
    <message>
      <source>there are no frames to write</source>
      <translation>쓸 프레임이 없습니다</translation>
    </message>
    <message>
      <source>there is a character that cannot be shown</source>
      <translation>보일 수 없는 글자가 있습니다</translation>
    </message>
    <message>
      <source>there is more in the file than its header says</source>
      <translation>파일에 머리말이 말하는 것보다 많은 것이 있습니다</translation>
    </message>
    <message>
      <source>there is no C++ compiler here; install g++ or clang++</source>
      <translation>여기에는 C++ 컴파일러가 없습니다. g++나 clang++를 설치하십시오</translation>
    </message>
    <message>
      <source>there is no device {0} here; there is: {1}</source>
      <translation>여기에는 장치 {0}이(가) 없습니다. 있는 것: {1}</translation>
    </message>
    <message>
      <source>there is no display to open a window on. Without one, use: {0}</source>
      <translation>창을 열 디스플레이가 없습니다. 디스플레이가 없으면 다음을 쓰십시오: {0}</translation>
    </message>
    <message>
      <source>there is no mode {0}; there are {1}</source>
      <translation>봉우리 {0}은(는) 없습니다. {1}개가 있습니다</translation>
    </message>
    <message>
      <source>there is no part {0}: Question, Look for, or Try</source>
      <translation>{0}(이)라는 부분은 없습니다: Question, Look for, Try</translation>
    </message>
    <message>
      <source>there is no picture in it</source>
      <translation>그 안에 이미지가 없습니다</translation>
    </message>
    <message>
      <source>there is no preset {0} (--preset)</source>
      <translation>preset {0}은(는) 없습니다(--preset)</translation>
    </message>
    <message>
      <source>there is no setting {0}</source>
      <translation>설정 {0}은(는) 없습니다</translation>
    </message>
    <message>
      <source>there is no setting {0} to sweep</source>
      <translation>스윕할 설정 {0}은(는) 없습니다</translation>
    </message>
    <message>
      <source>there is no setting {0} to sweep; there are {1}</source>
      <translation>스윕할 설정 {0}은(는) 없습니다. 있는 것은 {1}입니다</translation>
    </message>
    <message>
      <source>there is no step: a step begins with a line '# Title'</source>
      <translation>단계가 없습니다: 단계는 '# 제목' 줄로 시작합니다</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>그런 파일이나 폴더가 없습니다</translation>
    </message>
    <message>
      <source>there is no unfinished run to resume: the {0} epochs are done</source>
      <translation>이어 갈, 끝나지 않은 실행이 없습니다: {0}에포크가 끝났습니다</translation>
    </message>
    <message>
      <source>there is no unfinished run to resume: {0} does not exist</source>
      <translation>이어 갈, 끝나지 않은 실행이 없습니다: {0}이(가) 없습니다</translation>
    </message>
    <message>
      <source>there is no unfinished run to resume: {0} is complete after {1} epochs; --epochs with a larger number goes on with it</source>
      <translation>이어 갈, 끝나지 않은 실행이 없습니다: {0}은(는) {1}에포크로 끝났습니다. --epochs를 더 크게 하면 이어 갑니다</translation>
    </message>
    <message>
      <source>there is nothing to look into: it is a formula, no network</source>
      <translation>들여다볼 것이 없습니다: 신경망이 아니라 공식입니다</translation>
    </message>
    <message>
      <source>there is too little memory to load torch. Close other programs, or allow this one more.</source>
      <translation>torch를 불러올 메모리가 모자랍니다. 다른 프로그램을 닫거나 이 프로그램에 더 많이 허락하십시오.</translation>
    </message>
    <message>
      <source>there must be at least one noise level, not {0}</source>
      <translation>잡음 수준은 적어도 하나여야 합니다. {0}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>there must be from 2 to {0} points, not {1}</source>
      <translation>점은 2개에서 {0}개까지여야 합니다. {1}개는 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>these data have no width of their own, so sigma must be at least {0}, not {1}</source>
      <translation>이 데이터에는 자체의 폭이 없으므로 sigma는 {0} 이상이어야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>these should be names with values, as in 'title: …'</source>
      <translation>'title: …'처럼 이름과 값이어야 합니다</translation>
    </message>
    <message>
      <source>this computer's memory is used up. Use a smaller --batch-size, or close other programs.</source>
      <translation>이 컴퓨터의 메모리를 다 썼습니다. 더 작은 --batch-size를 쓰거나 다른 프로그램을 닫으십시오.</translation>
    </message>
    <message>
      <source>this disk does not allow such a name</source>
      <translation>이 디스크에서는 그런 이름을 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>this is a device, not a file</source>
      <translation>파일이 아니라 장치입니다</translation>
    </message>
    <message>
      <source>this is a folder, not a file</source>
      <translation>파일이 아니라 폴더입니다</translation>
    </message>
    <message>
      <source>this is a pipe (FIFO), not a file</source>
      <translation>파일이 아니라 파이프(FIFO)입니다</translation>
    </message>
    <message>
      <source>this is a socket, not a file</source>
      <translation>파일이 아니라 소켓입니다</translation>
    </message>
    <message>
      <source>this is no file</source>
      <translation>파일이 아닙니다</translation>
    </message>
    <message>
      <source>this is no proper picture: {0}</source>
      <translation>제대로 된 이미지가 아닙니다: {0}</translation>
    </message>
    <message>
      <source>this is not a picture</source>
      <translation>이미지가 아닙니다</translation>
    </message>
    <message>
      <source>this is not an IDX file</source>
      <translation>IDX 파일이 아닙니다</translation>
    </message>
    <message>
      <source>this is not the state of a training run, or it is damaged</source>
      <translation>학습의 상태가 아니거나 손상되었습니다</translation>
    </message>
    <message>
      <source>this process may take {0} MiB of memory (ulimit -v), and loading torch takes about {1}</source>
      <translation>이 프로세스는 메모리를 {0} MiB까지 쓸 수 있는데(ulimit -v), torch를 불러오는 데 {1} MiB쯤 듭니다</translation>
    </message>
    <message>
      <source>threads of the processor to compute with (default: all cores)</source>
      <translation>계산에 쓸 프로세서의 스레드 수 (기본값: 모든 코어)</translation>
    </message>
    <message>
      <source>time</source>
      <translation>시간</translation>
    </message>
    <message>
      <source>times each picture is seen (default: 20)</source>
      <translation>이미지마다 보는 횟수 (기본값: 20)</translation>
    </message>
    <message>
      <source>to about 800 px</source>
      <translation>약 800 px로</translation>
    </message>
    <message>
      <source>to fill</source>
      <translation>채울 픽셀</translation>
    </message>
    <message>
      <source>told sigma</source>
      <translation>시그마를 전해 받음</translation>
    </message>
    <message>
      <source>tone</source>
      <translation>색조</translation>
    </message>
    <message>
      <source>too few real pictures</source>
      <translation>실제 이미지가 너무 적음</translation>
    </message>
    <message>
      <source>too few real pictures for a floor: give twice as many as samples</source>
      <translation>바닥값을 내기에는 실제 이미지가 너무 적습니다: 표본의 두 배를 주십시오</translation>
    </message>
    <message>
      <source>too little memory: going on with {0} samples at a time</source>
      <translation>메모리가 모자랍니다: 한 번에 표본 {0}개씩 이어 갑니다</translation>
    </message>
    <message>
      <source>too many files are open</source>
      <translation>열린 파일이 너무 많습니다</translation>
    </message>
    <message>
      <source>top</source>
      <translation>위쪽</translation>
    </message>
    <message>
      <source>total width of the narrowest mode</source>
      <translation>가장 좁은 봉우리의 전체 폭</translation>
    </message>
    <message>
      <source>tour</source>
      <translation>tour</translation>
    </message>
    <message>
      <source>train</source>
      <translation>train</translation>
    </message>
    <message>
      <source>train a score network on a 2-D density</source>
      <translation>2차원 밀도로 스코어 신경망을 학습합니다</translation>
    </message>
    <message>
      <source>train a score network on pictures</source>
      <translation>이미지로 스코어 신경망을 학습합니다</translation>
    </message>
    <message>
      <source>train with noise, or without (default: with)</source>
      <translation>잡음을 더하여 학습할지 여부 (기본값: 더함)</translation>
    </message>
    <message>
      <source>training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>training loss</source>
      <translation>학습 손실</translation>
    </message>
    <message>
      <source>training noise</source>
      <translation>학습 잡음</translation>
    </message>
    <message>
      <source>training steps (default: 20000)</source>
      <translation>학습 스텝 수 (기본값: 20000)</translation>
    </message>
    <message>
      <source>training time</source>
      <translation>학습 시간</translation>
    </message>
    <message>
      <source>turn colours to grey</source>
      <translation>색을 회색조로 바꿈</translation>
    </message>
    <message>
      <source>two panels</source>
      <translation>패널 둘</translation>
    </message>
    <message>
      <source>two settings side by side</source>
      <translation>두 설정을 나란히</translation>
    </message>
    <message>
      <source>underdamped: no friction, though the kicks stay</source>
      <translation>저감쇠: 마찰 없음, 충격은 그대로</translation>
    </message>
    <message>
      <source>underdamped: the friction rate (default: 1)</source>
      <translation>저감쇠: 마찰 비율 (기본값: 1)</translation>
    </message>
    <message>
      <source>underdamped: the mass (default: 1)</source>
      <translation>저감쇠: 질량 (기본값: 1)</translation>
    </message>
    <message>
      <source>underdamped: the step h</source>
      <translation>저감쇠: 시간 간격 h</translation>
    </message>
    <message>
      <source>undo</source>
      <translation>되돌리기</translation>
    </message>
    <message>
      <source>unexpected {0}: {1}. Run again with --debug for the traceback.</source>
      <translation>예상하지 못한 {0}: {1}. 추적 기록을 보려면 --debug로 다시 실행하십시오.</translation>
    </message>
    <message>
      <source>uniform</source>
      <translation>등차수열</translation>
    </message>
    <message>
      <source>uniform on [0, 1]</source>
      <translation>[0, 1]의 균등분포</translation>
    </message>
    <message>
      <source>unit</source>
      <translation>unit</translation>
    </message>
    <message>
      <source>units in each hidden layer (default: 128)</source>
      <translation>은닉층마다의 유닛 수 (기본값: 128)</translation>
    </message>
    <message>
      <source>units of the data</source>
      <translation>데이터의 단위</translation>
    </message>
    <message>
      <source>units²</source>
      <translation>단위²</translation>
    </message>
    <message>
      <source>unrecognized arguments: {0}</source>
      <translation>모르는 인수: {0}</translation>
    </message>
    <message>
      <source>usage: </source>
      <translation>사용법: </translation>
    </message>
    <message>
      <source>use the average (default)</source>
      <translation>평균을 씀 (기본값)</translation>
    </message>
    <message>
      <source>use the first N pictures only</source>
      <translation>처음 N개의 이미지만 씀</translation>
    </message>
    <message>
      <source>use the live weights instead of their average (EMA)</source>
      <translation>평균(EMA) 대신 마지막 가중치를 씀</translation>
    </message>
    <message>
      <source>v ← e&lt;sup&gt;−γh&lt;/sup&gt; v + &lt;sup&gt;h&lt;/sup&gt;⁄&lt;sub&gt;m&lt;/sub&gt; s(x, σ) + noise, x ← x + h v</source>
      <translation>v ← e&lt;sup&gt;−γh&lt;/sup&gt; v + &lt;sup&gt;h&lt;/sup&gt;⁄&lt;sub&gt;m&lt;/sub&gt; s(x, σ) + 잡음, x ← x + h v</translation>
    </message>
    <message>
      <source>valid between ε = {0} and {1}</source>
      <translation>ε = {0}에서 {1} 사이에서 유효</translation>
    </message>
    <message>
      <source>values:</source>
      <translation>값:</translation>
    </message>
    <message>
      <source>values: single ones and ranges LOW:HIGH:COUNT, spaced as the setting's slider in the window or as :log or :lin says</source>
      <translation>값: 하나하나 적은 값과 범위 LOW:HIGH:COUNT. 간격은 창의 설정 슬라이더와 같거나 :log 또는 :lin이 정하는 대로</translation>
    </message>
    <message>
      <source>variance</source>
      <translation>분산</translation>
    </message>
    <message>
      <source>variance exploding</source>
      <translation>분산 폭발</translation>
    </message>
    <message>
      <source>variance preserving</source>
      <translation>분산 보존</translation>
    </message>
    <message>
      <source>variance preserving: {0}</source>
      <translation>분산 보존: {0}</translation>
    </message>
    <message>
      <source>variances</source>
      <translation>분산</translation>
    </message>
    <message>
      <source>version {0}</source>
      <translation>판 {0}</translation>
    </message>
    <message>
      <source>visit only the levels that a network of discrete labels knows (ncsn, discrete NCSN++), the nearest in log sigma; without it the network maps each sigma to the nearest</source>
      <translation>이산 번호만 아는 신경망(ncsn, 이산 NCSN++)이 아는 수준 가운데 log sigma에서 가장 가까운 것에만 들름. 없으면 신경망이 sigma마다 가장 가까운 것으로 바꿈</translation>
    </message>
    <message>
      <source>visit the noise levels in this text file, one a line</source>
      <translation>이 텍스트 파일의 잡음 수준에 들름, 한 줄에 하나</translation>
    </message>
    <message>
      <source>warm-up steps</source>
      <translation>워밍업 스텝</translation>
    </message>
    <message>
      <source>weight {0}, standard deviation {1}</source>
      <translation>가중치 {0}, 표준편차 {1}</translation>
    </message>
    <message>
      <source>weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>weights under {0}</source>
      <translation>{0} 아래의 가중치</translation>
    </message>
    <message>
      <source>weights: {0}</source>
      <translation>가중치: {0}</translation>
    </message>
    <message>
      <source>what an arrow's length means (default: linear)</source>
      <translation>화살표 길이의 뜻 (기본값: linear)</translation>
    </message>
    <message>
      <source>what is on the axes acts from level K on (but for number, start, network and passes); up to there all cells are one run</source>
      <translation>축에 놓은 것이 수준 K부터 작용함(개수, 시작, 신경망, 수준당 반복은 제외). 거기까지는 모든 칸이 한 실행임</translation>
    </message>
    <message>
      <source>what it holds is not a set of pictures ({0})</source>
      <translation>들어 있는 것이 이미지의 모음이 아닙니다({0})</translation>
    </message>
    <message>
      <source>what it says of its run is damaged ({0})</source>
      <translation>실행에 대해 말하는 것이 손상되었습니다({0})</translation>
    </message>
    <message>
      <source>what sigma means on a mixture</source>
      <translation>혼합 분포에서 sigma의 뜻</translation>
    </message>
    <message>
      <source>what sigma means: 'added', noise added to the data (default), or 'total', on mixtures of Gaussians the narrowest mode's whole width as in the paper's toy code</source>
      <translation>sigma의 뜻: 'added'는 데이터에 더한 잡음(기본값), 'total'은 가우스 혼합 분포에서 논문의 toy 코드처럼 가장 좁은 봉우리의 전체 폭</translation>
    </message>
    <message>
      <source>what the film shows of each step (default: x)</source>
      <translation>스텝마다 영상이 보이는 것 (기본값: x)</translation>
    </message>
    <message>
      <source>what the network minimises (default: denoising)</source>
      <translation>신경망이 최소화하는 것 (기본값: denoising)</translation>
    </message>
    <message>
      <source>what the strip shows of each level (default: {0})</source>
      <translation>띠가 수준마다 보여 주는 것 (기본값: {0})</translation>
    </message>
    <message>
      <source>where --flow line begins</source>
      <translation>--flow line이 시작하는 곳</translation>
    </message>
    <message>
      <source>where I click</source>
      <translation>클릭한 곳</translation>
    </message>
    <message>
      <source>where the pages go; index.html is the first</source>
      <translation>페이지를 쓸 곳. index.html이 첫 페이지임</translation>
    </message>
    <message>
      <source>where the particles start (default: box)</source>
      <translation>입자가 시작하는 곳 (기본값: box)</translation>
    </message>
    <message>
      <source>which of that picture's panels (default: A)</source>
      <translation>그 이미지의 어느 패널 (기본값: A)</translation>
    </message>
    <message>
      <source>which recipe these settings are to be (default: algorithm1, the recommended ones)</source>
      <translation>이 설정을 어느 레시피로 할지 (기본값: algorithm1, 권장 설정)</translation>
    </message>
    <message>
      <source>while it runs</source>
      <translation>실행하는 동안</translation>
    </message>
    <message>
      <source>width of the network (default: 48 of compact, at its fine scale; ncsn 64 in grey, else 128)</source>
      <translation>신경망의 너비 (기본값: compact는 고운 척도에서 48, ncsn은 회색조에서 64, 그 밖에는 128)</translation>
    </message>
    <message>
      <source>wipe</source>
      <translation>경계선</translation>
    </message>
    <message>
      <source>with noise</source>
      <translation>잡음 넣음</translation>
    </message>
    <message>
      <source>without a name</source>
      <translation>이름 없음</translation>
    </message>
    <message>
      <source>without noise</source>
      <translation>잡음 없음</translation>
    </message>
    <message>
      <source>write the finished weights in 16 bits</source>
      <translation>끝난 가중치를 16비트로 씀</translation>
    </message>
    <message>
      <source>write the lessons as web pages</source>
      <translation>강의를 웹 페이지로 씁니다</translation>
    </message>
    <message>
      <source>written: {0}</source>
      <translation>쓴 것: {0}</translation>
    </message>
    <message>
      <source>x ← x + (σ² − σ′²) s + √(σ² − σ′²) z, then Langevin steps</source>
      <translation>x ← x + (σ² − σ′²) s + √(σ² − σ′²) z, 그다음 랑주뱅 스텝</translation>
    </message>
    <message>
      <source>x, as the sampler has it</source>
      <translation>샘플러의 x 그대로</translation>
    </message>
    <message>
      <source>x, y, log_density, arrow_x, arrow_y and score, as the command score-explorer field writes them.</source>
      <translation>x, y, log_density, arrow_x, arrow_y, score. 명령 score-explorer field가 쓰는 것과 같습니다.</translation>
    </message>
    <message>
      <source>x′ = x + &lt;sup&gt;α&lt;/sup&gt;⁄&lt;sub&gt;2&lt;/sub&gt; s(x, σ) + √(τα) z, taken or not</source>
      <translation>x′ = x + &lt;sup&gt;α&lt;/sup&gt;⁄&lt;sub&gt;2&lt;/sub&gt; s(x, σ) + √(τα) z, 받아들이거나 버림</translation>
    </message>
    <message>
      <source>x₁ and x₂ alone</source>
      <translation>x₁과 x₂ 각각</translation>
    </message>
    <message>
      <source>zoom_fit</source>
      <translation>zoom_fit</translation>
    </message>
    <message>
      <source>zoom_in</source>
      <translation>zoom_in</translation>
    </message>
    <message>
      <source>zoom_out</source>
      <translation>zoom_out</translation>
    </message>
    <message>
      <source>{0:,} points</source>
      <translation>점 {0:,}개</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
    <message>
      <source>{0} % of the real pictures</source>
      <translation>실제 이미지의 {0} %</translation>
    </message>
    <message>
      <source>{0} % of the samples</source>
      <translation>표본의 {0} %</translation>
    </message>
    <message>
      <source>{0} % to fill</source>
      <translation>채울 곳 {0} %</translation>
    </message>
    <message>
      <source>{0} (closed form: {1})</source>
      <translation>{0} (닫힌 식: {1})</translation>
    </message>
    <message>
      <source>{0} (comes with the program)</source>
      <translation>{0}(프로그램과 함께 옴)</translation>
    </message>
    <message>
      <source>{0} (real pictures: {1})</source>
      <translation>{0} (실제 이미지: {1})</translation>
    </message>
    <message>
      <source>{0} (step_lr {1})</source>
      <translation>{0} (step_lr {1})</translation>
    </message>
    <message>
      <source>{0} (true {1})</source>
      <translation>{0} (정확한 값 {1})</translation>
    </message>
    <message>
      <source>{0} ({1} ± {2})</source>
      <translation>{0} ({1} ± {2})</translation>
    </message>
    <message>
      <source>{0} ({1})</source>
      <translation>{0} ({1})</translation>
    </message>
    <message>
      <source>{0} = {1} is unstable: it must stay below {2} here (alpha &lt; 4 v, with v the smallest variance of the density at a noise level)</source>
      <translation>{0} = {1}은(는) 불안정합니다: 여기서는 {2}보다 작아야 합니다(alpha &lt; 4 v, v는 잡음 수준에서 밀도의 가장 작은 분산)</translation>
    </message>
    <message>
      <source>{0} Gaussians</source>
      <translation>가우스 분포 {0}개</translation>
    </message>
    <message>
      <source>{0} Gaussians on a ring</source>
      <translation>고리 위의 가우스 분포 {0}개</translation>
    </message>
    <message>
      <source>{0} GiB of memory are free, a sample takes about {1} GiB</source>
      <translation>메모리가 {0} GiB 남아 있는데 표본 하나에 {1} GiB쯤 듭니다</translation>
    </message>
    <message>
      <source>{0} GiB peak</source>
      <translation>최대 {0} GiB</translation>
    </message>
    <message>
      <source>{0} GiB used</source>
      <translation>{0} GiB 사용 중</translation>
    </message>
    <message>
      <source>{0} added</source>
      <translation>{0} 더함</translation>
    </message>
    <message>
      <source>{0} and {1} do nothing</source>
      <translation>{0}, {1}: 영향 없음</translation>
    </message>
    <message>
      <source>{0} at sigma {1}</source>
      <translation>sigma {1}에서 {0}</translation>
    </message>
    <message>
      <source>{0} at step {1}</source>
      <translation>스텝 {1}에서 {0}</translation>
    </message>
    <message>
      <source>{0} beside it was not used: {1}</source>
      <translation>옆에 있는 {0}을(를) 쓰지 않았습니다: {1}</translation>
    </message>
    <message>
      <source>{0} bytes</source>
      <translation>{0}바이트</translation>
    </message>
    <message>
      <source>{0} cannot be given: {1} does not depend on it</source>
      <translation>{0}은(는) 줄 수 없습니다: {1}은(는) 이것과 관계가 없습니다</translation>
    </message>
    <message>
      <source>{0} cannot be trained</source>
      <translation>{0}: 학습할 수 없습니다</translation>
    </message>
    <message>
      <source>{0} cell</source>
      <translation>칸 {0}개</translation>
    </message>
    <message>
      <source>{0} cells</source>
      <translation>칸 {0}개</translation>
    </message>
    <message>
      <source>{0} changes during the run</source>
      <translation>실행 중 변경 {0}회</translation>
    </message>
    <message>
      <source>{0} channels</source>
      <translation>채널 {0}개</translation>
    </message>
    <message>
      <source>{0} chapters, {1} pictures: {2}</source>
      <translation>장 {0}개, 이미지 {1}개: {2}</translation>
    </message>
    <message>
      <source>{0} could not be cropped</source>
      <translation>{0}: 자를 수 없습니다</translation>
    </message>
    <message>
      <source>{0} could not be opened</source>
      <translation>{0}: 열 수 없습니다</translation>
    </message>
    <message>
      <source>{0} could not be restored</source>
      <translation>{0}: 되살릴 수 없습니다</translation>
    </message>
    <message>
      <source>{0} could not be shown</source>
      <translation>{0}: 보일 수 없습니다</translation>
    </message>
    <message>
      <source>{0} could not be written</source>
      <translation>{0}: 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} could not build the kernels: {1}</source>
      <translation>{0}이(가) 커널을 만들 수 없습니다: {1}</translation>
    </message>
    <message>
      <source>{0} cut out</source>
      <translation>{0} 잘라냄</translation>
    </message>
    <message>
      <source>{0} different run</source>
      <translation>서로 다른 실행 {0}개</translation>
    </message>
    <message>
      <source>{0} different runs</source>
      <translation>서로 다른 실행 {0}개</translation>
    </message>
    <message>
      <source>{0} does not fit it: {1}</source>
      <translation>{0}이(가) 맞지 않습니다: {1}</translation>
    </message>
    <message>
      <source>{0} does not fit this network</source>
      <translation>{0}: 이 신경망에 맞지 않습니다</translation>
    </message>
    <message>
      <source>{0} does nothing</source>
      <translation>{0}: 영향 없음</translation>
    </message>
    <message>
      <source>{0} equal cell</source>
      <translation>같은 칸 {0}개</translation>
    </message>
    <message>
      <source>{0} equal cells</source>
      <translation>같은 칸 {0}개</translation>
    </message>
    <message>
      <source>{0} evals</source>
      <translation>평가 {0}회</translation>
    </message>
    <message>
      <source>{0} evaluations</source>
      <translation>신경망 계산 {0}회</translation>
    </message>
    <message>
      <source>{0} evaluations of the network</source>
      <translation>신경망 계산 {0}회</translation>
    </message>
    <message>
      <source>{0} evaluations of the network, {1} of them made for it in {2}</source>
      <translation>신경망 계산 {0}회, 이 칸을 위해 {2} 동안 {1}회</translation>
    </message>
    <message>
      <source>{0} exists; give another name, or --force to replace it</source>
      <translation>{0}이(가) 이미 있습니다. 다른 이름을 주거나, 바꿔 쓰려면 --force를 주십시오</translation>
    </message>
    <message>
      <source>{0} files could not be read: {1}</source>
      <translation>파일 {0}개를 읽을 수 없습니다: {1}</translation>
    </message>
    <message>
      <source>{0} from its nearest picture of the data (L2, pixels from 0 to 1)</source>
      <translation>데이터의 가장 가까운 이미지와의 거리 {0}(L2, 픽셀은 0에서 1)</translation>
    </message>
    <message>
      <source>{0} from level {1} on</source>
      <translation>수준 {1}부터 {0}</translation>
    </message>
    <message>
      <source>{0} h {1} min</source>
      <translation>{0}시간 {1}분</translation>
    </message>
    <message>
      <source>{0} has a value twice</source>
      <translation>{0}에 같은 값이 두 번 있습니다</translation>
    </message>
    <message>
      <source>{0} hidden file{1} passed over</source>
      <translation>숨은 파일 {0}개를 지나쳤습니다{1}</translation>
    </message>
    <message>
      <source>{0} holds an NCSN++ of no published configuration that is known by its weights. Say which one it is, or choose the configuration of its training.</source>
      <translation>{0}에 든 NCSN++는, 발표된 구성 가운데 가중치로 알아볼 수 있는 것이 아닙니다. 어느 것인지 알려 주거나 학습의 구성을 선택하십시오.</translation>
    </message>
    <message>
      <source>{0} holds an unfinished run: go on with --resume, or start anew with --overwrite</source>
      <translation>{0}에 끝나지 않은 실행이 있습니다: --resume으로 이어 가거나 --overwrite로 새로 시작하십시오</translation>
    </message>
    <message>
      <source>{0} holds an unfinished training: step {1}, {2} so far. Go on with the same settings.</source>
      <translation>{0}에 끝나지 않은 학습이 있습니다: {1}스텝, 지금까지 {2}. 같은 설정으로 계속하십시오.</translation>
    </message>
    <message>
      <source>{0} holds samples already; those with the same numbers will be replaced.</source>
      <translation>{0}에 이미 표본이 있습니다. 번호가 같은 것은 바뀝니다.</translation>
    </message>
    <message>
      <source>{0} in a row (default: as square as possible)</source>
      <translation>한 줄에 놓을 {0} 수 (기본값: 되도록 정사각형)</translation>
    </message>
    <message>
      <source>{0} instead of {1}, {2} % saved ({3})</source>
      <translation>{1} 대신 {0}, {2} % 절약({3})</translation>
    </message>
    <message>
      <source>{0} is being trained. Stop it, and leave the program?</source>
      <translation>{0}: 학습 중입니다. 정지하고 프로그램을 종료할까요?</translation>
    </message>
    <message>
      <source>{0} is damaged ({1})</source>
      <translation>{0}이(가) 손상되었습니다({1})</translation>
    </message>
    <message>
      <source>{0} is damaged ({1}: {2})</source>
      <translation>{0}이(가) 손상되었습니다({1}: {2})</translation>
    </message>
    <message>
      <source>{0} is damaged or incomplete ({1})</source>
      <translation>{0}이(가) 손상되었거나 온전하지 않습니다({1})</translation>
    </message>
    <message>
      <source>{0} is nearer to zero than can be computed with: {1}</source>
      <translation>{0}은(는) 계산할 수 있는 것보다 0에 가깝습니다: {1}</translation>
    </message>
    <message>
      <source>{0} is neither a command ({1}) nor an existing file</source>
      <translation>{0}은(는) 명령({1})도 아니고 있는 파일도 아닙니다</translation>
    </message>
    <message>
      <source>{0} is no training to go on with</source>
      <translation>{0}: 계속할 수 있는 학습이 아닙니다</translation>
    </message>
    <message>
      <source>{0} is of a run with other {1}; resume with the same settings</source>
      <translation>{0}은(는) {1}이(가) 다른 실행의 것입니다. 같은 설정으로 이어 가십시오</translation>
    </message>
    <message>
      <source>{0} is of a training of {1} epochs, which is gone on with up to {2}.</source>
      <translation>{0}: {1}에포크 학습의 것입니다. {2}에포크까지 계속합니다.</translation>
    </message>
    <message>
      <source>{0} is of a training that is complete after {1} epochs: more of them go on with it.</source>
      <translation>{0}: {1}에포크로 끝난 학습의 것입니다. 에포크를 늘리면 계속합니다.</translation>
    </message>
    <message>
      <source>{0} is on an axis; leave its own option out</source>
      <translation>{0}은(는) 축에 있습니다. 그 옵션을 빼십시오</translation>
    </message>
    <message>
      <source>{0} is the finished network of another run; replace it with --force, or go on with it by --resume and more than its {1} --epochs</source>
      <translation>{0}은(는) 다른 실행의 끝난 신경망입니다. --force로 바꿔 쓰거나, --resume과 {1}보다 큰 --epochs로 이어 가십시오</translation>
    </message>
    <message>
      <source>{0} is the mask now</source>
      <translation>이제 마스크: {0}</translation>
    </message>
    <message>
      <source>{0} is there already and will be replaced.</source>
      <translation>{0}: 이미 있으며 바뀝니다.</translation>
    </message>
    <message>
      <source>{0} is there already: give another name, or replace it.</source>
      <translation>{0}: 이미 있습니다. 다른 이름을 주거나 대체하십시오.</translation>
    </message>
    <message>
      <source>{0} is trained</source>
      <translation>{0}: 학습이 끝났습니다</translation>
    </message>
    <message>
      <source>{0} is {1} × {2}, the network's pictures are {3} × {4}.</source>
      <translation>{0}: {1} × {2}, 신경망의 이미지: {3} × {4}.</translation>
    </message>
    <message>
      <source>{0} it/s</source>
      <translation>{0}회/s</translation>
    </message>
    <message>
      <source>{0} knows no {1}: it may have {2}</source>
      <translation>{0}에 {1}은(는) 없습니다: 있을 수 있는 것은 {2}입니다</translation>
    </message>
    <message>
      <source>{0} learnt from {1}</source>
      <translation>{0}의 학습 데이터: {1}</translation>
    </message>
    <message>
      <source>{0} levels</source>
      <translation>수준 {0}개</translation>
    </message>
    <message>
      <source>{0} levels, geometric from sigma {1} to {2}</source>
      <translation>등비수열의 수준 {0}개, sigma {1}에서 {2}까지</translation>
    </message>
    <message>
      <source>{0} levels, {1}; {2}</source>
      <translation>수준 {0}개, {1}; {2}</translation>
    </message>
    <message>
      <source>{0} maps of {1} × {2}, each from black, its lowest, to white</source>
      <translation>{1} × {2} 맵 {0}개, 저마다 가장 낮은 값이 검정, 가장 높은 값이 흰색</translation>
    </message>
    <message>
      <source>{0} marked</source>
      <translation>표시 {0}개</translation>
    </message>
    <message>
      <source>{0} min on {1}, torch {2}</source>
      <translation>{1}에서 {0}분, torch {2}</translation>
    </message>
    <message>
      <source>{0} min {1} s</source>
      <translation>{0}분 {1}초</translation>
    </message>
    <message>
      <source>{0} ms</source>
      <translation>{0} ms</translation>
    </message>
    <message>
      <source>{0} must be a finite number, not {1}</source>
      <translation>{0}은(는) 유한한 수여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be a list of [x, y]</source>
      <translation>{0}은(는) [x, y]의 목록이어야 합니다</translation>
    </message>
    <message>
      <source>{0} must be a multiple of {1} from 8 to 1024, not {2}</source>
      <translation>{0}은(는) 8에서 1024까지의 {1}의 배수여야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be a text</source>
      <translation>{0}은(는) 글이어야 합니다</translation>
    </message>
    <message>
      <source>{0} must be a text, not {1}</source>
      <translation>{0}은(는) 글이어야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be a whole number, not {1}</source>
      <translation>{0}은(는) 정수여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be above {1} and at most {2}, not {3}</source>
      <translation>{0}은(는) {1}보다 크고 {2} 이하여야 합니다. {3}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be above {1}, not {2}</source>
      <translation>{0}은(는) {1}보다 커야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be at least {1} and at most {2}, not {3}</source>
      <translation>{0}은(는) {1} 이상 {2} 이하여야 합니다. {3}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be at least {1}, not {2}</source>
      <translation>{0}은(는) {1} 이상이어야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be at most {1}, not {2}</source>
      <translation>{0}은(는) {1} 이하여야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be from {1} to {2}, not {3}</source>
      <translation>{0}은(는) {1}에서 {2}까지여야 합니다. {3}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be names with their values, not {1}</source>
      <translation>{0}은(는) 이름과 값이어야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be on or off, not {1}</source>
      <translation>{0}은(는) on이나 off여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be one of {1}, not {2}</source>
      <translation>{0}은(는) {1} 가운데 하나여야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be true or false, not {1}</source>
      <translation>{0}은(는) true나 false여야 합니다. {1}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must be {1}, not {2}</source>
      <translation>{0}은(는) {1}이어야 합니다. {2}은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
      <source>{0} must have 1 to {1} values in a sweep</source>
      <translation>{0}은(는) 스윕에서 값이 1개에서 {1}개까지여야 합니다</translation>
    </message>
    <message>
      <source>{0} must have at most {1} values in a sweep</source>
      <translation>{0}은(는) 스윕에서 값이 {1}개까지입니다</translation>
    </message>
    <message>
      <source>{0} must have plain values in a sweep</source>
      <translation>{0}은(는) 스윕에서 단순한 값이어야 합니다</translation>
    </message>
    <message>
      <source>{0} needs values: {1}</source>
      <translation>{0}에는 값이 필요합니다: {1}</translation>
    </message>
    <message>
      <source>{0} of its {1} were never written: copying it was not finished</source>
      <translation>{1} 가운데 {0}이(가) 쓰이지 않았습니다: 복사가 끝나지 않았습니다</translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} / {1}</translation>
    </message>
    <message>
      <source>{0} of {1} GiB used</source>
      <translation>{1} GiB 가운데 {0} GiB 사용 중</translation>
    </message>
    <message>
      <source>{0} of {1} cells</source>
      <translation>칸 {1}개 가운데 {0}개</translation>
    </message>
    <message>
      <source>{0} of {1} cells in {2} s: {3}</source>
      <translation>{2}초에 {1}칸 가운데 {0}칸: {3}</translation>
    </message>
    <message>
      <source>{0} of {1} pixels ({2} %)</source>
      <translation>픽셀 {1}개 가운데 {0}개({2} %)</translation>
    </message>
    <message>
      <source>{0} of {1} runs, {2} of {3} MiB; beyond that the oldest without a star goes.</source>
      <translation>실행 {0}/{1}개, {2}/{3} MiB. 이를 넘으면 별표가 없는 가장 오래된 것이 지워집니다.</translation>
    </message>
    <message>
      <source>{0} of {1} samples, each with its own noise as before. Shift+K: all of them again.</source>
      <translation>표본 {1}개 가운데 {0}개. 저마다 전과 같은 잡음입니다. Shift+K: 다시 모두.</translation>
    </message>
    <message>
      <source>{0} others belong to Inpaint.</source>
      <translation>다른 {0}개는 “채우기”의 것입니다.</translation>
    </message>
    <message>
      <source>{0} others belong to Sample.</source>
      <translation>다른 {0}개는 “표본 추출”의 것입니다.</translation>
    </message>
    <message>
      <source>{0} parameters</source>
      <translation>매개변수 {0}개</translation>
    </message>
    <message>
      <source>{0} parameters, threads: {1}, {2}</source>
      <translation>매개변수 {0}개, 스레드: {1}, {2}</translation>
    </message>
    <message>
      <source>{0} pictures of this size need too much memory</source>
      <translation>이 크기의 이미지 {0}개는 메모리를 너무 많이 차지합니다</translation>
    </message>
    <message>
      <source>{0} pictures of {1}x{2}</source>
      <translation>{1}x{2} 이미지 {0}개</translation>
    </message>
    <message>
      <source>{0} pictures of {1}×{2}, {3}</source>
      <translation>{1}×{2} 이미지 {0}개, {3}</translation>
    </message>
    <message>
      <source>{0} points. Erase with the right button, undo with Ctrl+Z.</source>
      <translation>점 {0}개. 오른쪽 버튼으로 지우고 Ctrl+Z로 되돌립니다.</translation>
    </message>
    <message>
      <source>{0} px</source>
      <translation>{0} px</translation>
    </message>
    <message>
      <source>{0} removed from the history</source>
      <translation>{0}: 기록에서 지웠습니다</translation>
    </message>
    <message>
      <source>{0} run begun by another one</source>
      <translation>앞부분을 다른 실행에서 가져온 실행 {0}개</translation>
    </message>
    <message>
      <source>{0} runs</source>
      <translation>실행 {0}개</translation>
    </message>
    <message>
      <source>{0} runs added to the history</source>
      <translation>실행 {0}개를 기록에 더했습니다</translation>
    </message>
    <message>
      <source>{0} runs are in the history: choose Compare there.</source>
      <translation>실행 {0}개가 기록에 있습니다: 거기서 비교를 고르십시오.</translation>
    </message>
    <message>
      <source>{0} runs begun by another one</source>
      <translation>앞부분을 다른 실행에서 가져온 실행 {0}개</translation>
    </message>
    <message>
      <source>{0} s</source>
      <translation>{0}초</translation>
    </message>
    <message>
      <source>{0} samples are too few for distances to real pictures: from {1} on they say something.</source>
      <translation>표본 {0}개는 실제 이미지까지의 거리를 구하기에 너무 적습니다: {1}개부터 뜻이 있습니다.</translation>
    </message>
    <message>
      <source>{0} samples beside {1} real pictures, {2}</source>
      <translation>표본 {0}개를 {2}의 실제 이미지 {1}개와 비교</translation>
    </message>
    <message>
      <source>{0} samples in {1} s: {2}</source>
      <translation>{1}초에 표본 {0}개: {2}</translation>
    </message>
    <message>
      <source>{0} score matching, {1} of {2} steps ({3} epochs) of {4} pictures{5}, learning rate {6}, EMA {7}, seed {8}{9}</source>
      <translation>{0} 스코어 매칭, 이미지 {4}개로 {2}스텝 가운데 {1}스텝({3}에포크){5}, 학습률 {6}, EMA {7}, 시드 {8}{9}</translation>
    </message>
    <message>
      <source>{0} seconds per {1}</source>
      <translation>{1}당 {0}초</translation>
    </message>
    <message>
      <source>{0} so far</source>
      <translation>지금까지 {0}</translation>
    </message>
    <message>
      <source>{0} steps</source>
      <translation>{0}스텝</translation>
    </message>
    <message>
      <source>{0} steps, {1} betas, predicts {2}</source>
      <translation>{0}스텝, 베타 {1}, 예측하는 것 {2}</translation>
    </message>
    <message>
      <source>{0} the pictures ({1})</source>
      <translation>이미지의 열: {0}({1})</translation>
    </message>
    <message>
      <source>{0} times on from sample {1} of run {2} after step {3}, level {4}</source>
      <translation>실행 {2}의 표본 {1}에서, 스텝 {3} 뒤(수준 {4})부터 {0}번 계속</translation>
    </message>
    <message>
      <source>{0} to {1}</source>
      <translation>{0}에서 {1}까지</translation>
    </message>
    <message>
      <source>{0} values</source>
      <translation>값 {0}개</translation>
    </message>
    <message>
      <source>{0} was given as {1}, but the file says {2}</source>
      <translation>{0}을(를) {1}(으)로 주었는데 파일에는 {2}(으)로 나옵니다</translation>
    </message>
    <message>
      <source>{0} was made with the network {1} (SHA-256 {2}…): open that one, and choose the run again.</source>
      <translation>{0}: 신경망 {1}(SHA-256 {2}…)으로 만들었습니다. 그 신경망을 열고 실행을 다시 고르십시오.</translation>
    </message>
    <message>
      <source>{0} {1} per second</source>
      <translation>초당 {0} {1}</translation>
    </message>
    <message>
      <source>{0} ± {1} (of one law: 0)</source>
      <translation>{0} ± {1} (같은 분포이면 0)</translation>
    </message>
    <message>
      <source>{0} ± {1} (real pictures: {2})</source>
      <translation>{0} ± {1} (실제 이미지: {2})</translation>
    </message>
    <message>
      <source>{0} · network: {1}</source>
      <translation>{0} · 신경망: {1}</translation>
    </message>
    <message>
      <source>{0}, an AveragedModel</source>
      <translation>{0}, AveragedModel</translation>
    </message>
    <message>
      <source>{0}, assumed: the file does not say it</source>
      <translation>{0}, 가정함: 파일이 말하지 않습니다</translation>
    </message>
    <message>
      <source>{0}, at the same σ</source>
      <translation>{0}, 같은 σ에서</translation>
    </message>
    <message>
      <source>{0}, independent</source>
      <translation>{0}, 독립</translation>
    </message>
    <message>
      <source>{0}, step {1}</source>
      <translation>{0}, 스텝 {1}</translation>
    </message>
    <message>
      <source>{0}, to {1}</source>
      <translation>{0}, {1}까지</translation>
    </message>
    <message>
      <source>{0}, version {1}</source>
      <translation>{0}, 판 {1}</translation>
    </message>
    <message>
      <source>{0}, whole width</source>
      <translation>{0}, 전체 폭</translation>
    </message>
    <message>
      <source>{0}, {1} degrees of freedom, p = {2}</source>
      <translation>{0}, 자유도 {1}, p = {2}</translation>
    </message>
    <message>
      <source>{0}, {1} levels</source>
      <translation>{0}, 수준 {1}개</translation>
    </message>
    <message>
      <source>{0}, {1} parameters</source>
      <translation>{0}, 매개변수 {1}개</translation>
    </message>
    <message>
      <source>{0}, {1} parameters, {2} weights</source>
      <translation>{0}, 매개변수 {1}개, {2} 가중치</translation>
    </message>
    <message>
      <source>{0}, {1} parameters, {2} weights of {3}</source>
      <translation>{0}, 매개변수 {1}개, {3}의 {2} 가중치</translation>
    </message>
    <message>
      <source>{0}, {1} pictures</source>
      <translation>{0}, 이미지 {1}개</translation>
    </message>
    <message>
      <source>{0}, {1}, seed {2}, ε = {3}, T = {4}, L = {5}, σ = {6} … {7} ({8}), τ = {9}</source>
      <translation>{0}, {1}, 시드 {2}, ε = {3}, T = {4}, L = {5}, σ = {6} … {7} ({8}), τ = {9}</translation>
    </message>
    <message>
      <source>{0}, {1}: {2} evaluations of the network</source>
      <translation>{0}, {1}: 신경망 계산 {2}회</translation>
    </message>
    <message>
      <source>{0}, {1}: {2} steps of {3} particles</source>
      <translation>{0}, {1}: 입자 {3}개로 {2}스텝</translation>
    </message>
    <message>
      <source>{0}, {1}: {2} steps, loss {3}{4}</source>
      <translation>{0}, {1}: {2}스텝, 손실 {3}{4}</translation>
    </message>
    <message>
      <source>{0}.{1} is {2}, not a number</source>
      <translation>{0}.{1}은(는) {2}인데 수가 아닙니다</translation>
    </message>
    <message>
      <source>{0}.{1} is {2}, not a text</source>
      <translation>{0}.{1}은(는) {2}인데 글이 아닙니다</translation>
    </message>
    <message>
      <source>{0}.{1} is {2}, not a whole number</source>
      <translation>{0}.{1}은(는) {2}인데 정수가 아닙니다</translation>
    </message>
    <message>
      <source>{0}.{1} is {2}, not true or false</source>
      <translation>{0}.{1}은(는) {2}인데 true도 false도 아닙니다</translation>
    </message>
    <message>
      <source>{0}: --live cannot be given, for it holds the averaged weights (EMA) only</source>
      <translation>{0}: 평균 가중치(EMA)만 들어 있으므로 --live는 줄 수 없습니다</translation>
    </message>
    <message>
      <source>{0}: bias of V in kT, after {1} steps that begin with exact samples</source>
      <translation>{0}: 정확한 표본에서 {1}스텝을 간 뒤 V의 편향 (kT)</translation>
    </message>
    <message>
      <source>{0}: it is damaged ({1}).</source>
      <translation>{0}: 손상되었습니다({1}).</translation>
    </message>
    <message>
      <source>{0}: it is too large.</source>
      <translation>{0}: 너무 큽니다.</translation>
    </message>
    <message>
      <source>{0}: no file can have this name</source>
      <translation>{0}: 이런 이름의 파일은 있을 수 없습니다</translation>
    </message>
    <message>
      <source>{0}: only {1} samples at once go through the network</source>
      <translation>{0}: 신경망에 한 번에 표본 {1}개만 들어갑니다</translation>
    </message>
    <message>
      <source>{0}: particles near it</source>
      <translation>{0}: 가까운 입자</translation>
    </message>
    <message>
      <source>{0}: step {1} of {2}</source>
      <translation>{0}: 스텝 {1} / {2}</translation>
    </message>
    <message>
      <source>{0}: the data have no smooth density of their own (they lie on a line or at points, or end at sharp edges), so their score is not defined there (Song &amp; Ermon 2019, section 3.1) and the objective has no minimum. (The paper's Figure 1 shows a loss that falls first and then fluctuates irregularly: a network that is less free there, on pictures. This one is free enough to fall without end.) Train with noise, which gives the data a density everywhere</source>
      <translation>{0}: 이 데이터에는 자체의 매끄러운 밀도가 없어서(선 위나 점에 있거나 날카로운 경계에서 끝나서) 거기서는 스코어가 정의되지 않고(Song &amp; Ermon 2019, 3.1절) 목적 함수에 최솟값이 없습니다. (논문의 그림 1은 처음에 떨어지고 그다음 불규칙하게 오르내리는 손실을 보입니다. 그곳의 신경망은 이미지를 다루고 덜 자유롭습니다. 여기의 신경망은 끝없이 떨어질 만큼 자유롭습니다.) 잡음을 더하여 학습하십시오. 잡음은 데이터에 어디서나 밀도를 줍니다</translation>
    </message>
    <message>
      <source>{0}: use a smaller learning rate, a larger batch, or denoising score matching</source>
      <translation>{0}: 더 작은 학습률, 더 큰 배치, 또는 잡음 제거 스코어 매칭을 쓰십시오</translation>
    </message>
    <message>
      <source>{0}: {1} cannot be given: {2}</source>
      <translation>{0}: {1}은(는) 줄 수 없습니다: {2}</translation>
    </message>
    <message>
      <source>{0}: {1} steps in {2} min, loss {3}</source>
      <translation>{0}: {2}분에 {1}스텝, 손실 {3}</translation>
    </message>
    <message>
      <source>{0}: {1}. The program goes on; save your pictures and start it again if it behaves oddly.</source>
      <translation>{0}: {1}. 프로그램은 계속됩니다. 이미지를 저장하고, 이상하게 동작하면 프로그램을 다시 시작하십시오.</translation>
    </message>
    <message>
      <source>{0}; --size scales the pictures</source>
      <translation>{0}. --size로 이미지의 크기를 바꿉니다</translation>
    </message>
    <message>
      <source>|learned − exact|</source>
      <translation>|학습된 것 − 정확한 것|</translation>
    </message>
    <message>
      <source>|loss| at which training stops (default: 10000)</source>
      <translation>학습을 멈추는 |손실| (기본값: 10000)</translation>
    </message>
    <message>
      <source>|s| {0}</source>
      <translation>|s| {0}</translation>
    </message>
    <message>
      <source>ε is {0}, below the stability limit {1}, so {2}</source>
      <translation>ε은 {0}(으)로 안정 한계 {1}보다 작으니, {2}</translation>
    </message>
    <message>
      <source>ε is {0}; it must stay below {1} here.</source>
      <translation>ε은 {0}입니다. 여기서는 {1}보다 작아야 합니다.</translation>
    </message>
    <message>
      <source>ε of the paper</source>
      <translation>논문의 ε</translation>
    </message>
    <message>
      <source>η = {0}</source>
      <translation>η = {0}</translation>
    </message>
    <message>
      <source>η = {0}: outside of {1} … {2}</source>
      <translation>η = {0}: {1} … {2} 밖</translation>
    </message>
    <message>
      <source>η = {0}; stable below {1}</source>
      <translation>η = {0}. {1}보다 작으면 안정</translation>
    </message>
    <message>
      <source>η = {0}; stable below ε = {1}</source>
      <translation>η = {0}. ε = {1}보다 작으면 안정</translation>
    </message>
    <message>
      <source>η = {0}; valid between {1} and {2}</source>
      <translation>η = {0}. {1}에서 {2} 사이에서 유효</translation>
    </message>
    <message>
      <source>ρ of the spacing</source>
      <translation>간격의 ρ</translation>
    </message>
    <message>
      <source>σ</source>
      <translation>σ</translation>
    </message>
    <message>
      <source>σ = {0}</source>
      <translation>σ = {0}</translation>
    </message>
    <message>
      <source>σ = {0} added</source>
      <translation>σ = {0} 더함</translation>
    </message>
    <message>
      <source>σ = {0} the whole width</source>
      <translation>σ = {0} 전체 폭</translation>
    </message>
    <message>
      <source>σ = {0} | {1}</source>
      <translation>σ = {0} | {1}</translation>
    </message>
    <message>
      <source>σ is</source>
      <translation>σ의 뜻</translation>
    </message>
    <message>
      <source>σ of the step seen</source>
      <translation>보이는 스텝의 σ</translation>
    </message>
    <message>
      <source>σ {0} … {1}, {2}</source>
      <translation>σ {0} … {1}, {2}</translation>
    </message>
    <message>
      <source>σ&lt;sup&gt;1/ρ&lt;/sup&gt; falls evenly (Karras et al. 2022, equation 5): larger values give more small levels</source>
      <translation>σ&lt;sup&gt;1/ρ&lt;/sup&gt;가 고르게 줄어듭니다(Karras et al. 2022, 식 5): 값이 클수록 작은 수준이 많습니다</translation>
    </message>
    <message>
      <source>… and {0} characters more.</source>
      <translation>… 그 밖에 {0}글자.</translation>
    </message>
    <message>
      <source>√(2 E|X − Y| − E|X − X′| − E|Y − Y′|) to fresh exact samples, on 2,000 of each (Székely &amp; Rizzo 2013): of p at σ_L, the only level of plain and underdamped dynamics; of the data themselves when annealed; at another temperature than 1 of p^(1/τ)</source>
      <translation>새로 뽑은 정확한 표본까지의 √(2 E|X − Y| − E|X − X′| − E|Y − Y′|)이며 각 2,000개로 잽니다(Székely &amp; Rizzo 2013). 보통·저감쇠 동역학에서는 하나뿐인 수준 σ_L의 p, 담금질에서는 데이터 자체, 1이 아닌 온도에서는 p^(1/τ)의 표본과 견줍니다</translation>
    </message>
    <message>
      <source>√(E|learned − s|² / E|s|²) at each noise level, and by how many data there are.</source>
      <translation>잡음 수준마다, 그리고 데이터가 얼마나 있는지에 따른 √(E|학습된 s − s|² / E|s|²)입니다.</translation>
    </message>
  </context>
</TS>