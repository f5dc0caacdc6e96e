#include "textflag.h"

// func dotsAVX2(products *int32, codes *byte, query *int8, blocks, n int)
//
// A sum of 16 bits has room for four blocks: 8 × 2 × 15 × 127 < 32768. Then it is added to a sum of 32 bits.
TEXT ·dotsAVX2(SB), NOSPLIT, $0-40
	MOVQ products+0(FP), DX
	MOVQ codes+8(FP), SI
	MOVQ query+16(FP), BX
	MOVQ blocks+24(FP), R8
	MOVQ n+32(FP), CX
	VPCMPEQB Y15, Y15, Y15
	VPSRLW $15, Y15, Y14     // 1 in each word
	VPSRLW $12, Y15, Y13
	VPSLLW $8, Y13, Y15
	VPOR   Y13, Y15, Y15     // 15 in each byte

row:
	VPXOR Y0, Y0, Y0
	MOVQ  BX, DI
	MOVQ  R8, R9

group:
	VPXOR Y1, Y1, Y1
	MOVQ  $4, R10
	CMPQ  R9, R10
	CMOVQLT R9, R10
	SUBQ  R10, R9

block:
	VMOVDQU (SI), Y2
	VPSRLW  $4, Y2, Y3
	VPAND   Y15, Y2, Y2
	VPAND   Y15, Y3, Y3
	VPMADDUBSW (DI), Y2, Y2
	VPMADDUBSW 32(DI), Y3, Y3
	VPADDW  Y2, Y1, Y1
	VPADDW  Y3, Y1, Y1
	ADDQ    $32, SI
	ADDQ    $64, DI
	DECQ    R10
	JNE     block

	VPMADDWD Y14, Y1, Y1
	VPADDD   Y1, Y0, Y0
	TESTQ    R9, R9
	JNE      group

	VEXTRACTI128 $1, Y0, X1
	VPADDD  X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD  X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD  X1, X0, X0
	VMOVD   X0, (DX)
	ADDQ    $4, DX
	DECQ    CX
	JNE     row

	VZEROUPPER
	RET
