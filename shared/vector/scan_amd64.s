#include "textflag.h"

// func sumEntriesAVX2(sums *uint16, blocks, tables *byte, size, n int)
//
// Y0 adds the bytes as words, Y1 only the odd bytes. The difference is the sum of the even bytes.
TEXT ·sumEntriesAVX2(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), DX
	MOVQ blocks+8(FP), SI
	MOVQ tables+16(FP), BX
	MOVQ size+24(FP), R8
	MOVQ n+32(FP), CX
	VPCMPEQB Y15, Y15, Y15
	VPSRLW $12, Y15, Y14
	VPSLLW $8, Y14, Y15
	VPOR   Y14, Y15, Y15     // 15 in each byte

block:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	MOVQ  BX, DI
	MOVQ  R8, R9

byte:
	VMOVDQU (SI), Y2         // one byte of each of 32 vectors
	VBROADCASTI128 (DI), Y4
	VBROADCASTI128 16(DI), Y5
	VPSRLW  $4, Y2, Y3
	VPAND   Y15, Y2, Y2
	VPAND   Y15, Y3, Y3
	VPSHUFB Y2, Y4, Y4       // the entries of the low halves
	VPSHUFB Y3, Y5, Y5
	VPADDB  Y4, Y5, Y4
	VPSRLW  $8, Y4, Y5
	VPADDW  Y4, Y0, Y0
	VPADDW  Y5, Y1, Y1
	ADDQ    $32, SI
	ADDQ    $32, DI
	DECQ    R9
	JNE     byte

	VPSLLW  $8, Y1, Y2
	VPSUBW  Y2, Y0, Y0
	VMOVDQU Y0, (DX)
	VMOVDQU Y1, 32(DX)
	ADDQ    $64, DX
	DECQ    CX
	JNE     block

	VZEROUPPER
	RET

// func allowedRowsAVX2(allowed *uint8, b *bound, sums *uint16, norms, scales, errs *float32, n int)
TEXT ·allowedRowsAVX2(SB), NOSPLIT, $0-56
	MOVQ allowed+0(FP), DX
	MOVQ b+8(FP), BX
	MOVQ sums+16(FP), SI
	MOVQ norms+24(FP), R8
	MOVQ scales+32(FP), R9
	MOVQ errs+40(FP), R10
	MOVQ n+48(FP), CX
	VBROADCASTSS (BX), Y12   // offset
	VBROADCASTSS 4(BX), Y13  // slope
	VBROADCASTSS 8(BX), Y14  // length
	VBROADCASTSS 12(BX), Y15 // limit

eight:
	VPMOVZXWD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VFMADD213PS Y12, Y13, Y0     // offset + slope × sum
	VMOVUPS (R8), Y1
	VFMADD231PS (R9), Y0, Y1     // norm + scale × …
	VFMADD231PS (R10), Y14, Y1   // … + length × err
	VCMPPS $0x1A, Y15, Y1, Y1    // not greater than the limit; true for NaN
	VMOVMSKPS Y1, AX
	MOVB AX, (DX)
	ADDQ $16, SI
	ADDQ $32, R8
	ADDQ $32, R9
	ADDQ $32, R10
	INCQ DX
	DECQ CX
	JNE  eight

	VZEROUPPER
	RET

// func addSquaresAVX2(sums *[8]float32, a, b *float32, n int)
//
// Each lane rounds as the code in Go does, so there is no fused multiply-add, and one register of sums.
TEXT ·addSquaresAVX2(SB), NOSPLIT, $0-32
	MOVQ sums+0(FP), DX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	MOVQ n+24(FP), CX
	VMOVUPS (DX), Y0

eights:
	VMOVUPS (SI), Y1
	VSUBPS  (DI), Y1, Y1
	VMULPS  Y1, Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $32, SI
	ADDQ    $32, DI
	DECQ    CX
	JNE     eights

	VMOVUPS Y0, (DX)
	VZEROUPPER
	RET
